/** What a statement of SQL can be given. */
export type Parameter = string | number | boolean | readonly string[];

/** The parameters of a statement in the making: `given` takes one and returns how the statement names it. */
export function parameters() {
  const values: Parameter[] = [];
  const given = (value: Parameter, type: string) => `$${values.push(value)}::${type}`;
  return { values, given };
}

export type Given = ReturnType<typeof parameters>['given'];
