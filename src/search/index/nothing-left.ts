/** What is left of a state once its fields are taken: a field that nobody takes does not pass the type check. */
export type NothingLeft = Readonly<Record<string, never>>;
