/** The same keys as an English catalogue, with sentences of another language. */
export type Translation<Source> = {
  readonly [Name in keyof Source]: Source[Name] extends string ? string : Translation<Source[Name]>;
};
