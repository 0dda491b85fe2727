/** The name with its acronym, as lists and menus show it: `UM6P — Université Mohammed VI Polytechnique`. */
export function shownName({
  name,
  acronym,
}: {
  readonly name: string;
  readonly acronym?: string | null;
}): string {
  return acronym ? `${acronym} — ${name}` : name;
}
