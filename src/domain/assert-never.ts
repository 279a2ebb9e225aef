/**
 * The end of a `switch` or of a chain of ifs over a union: the type check fails here as soon as a member has no
 * case of its own.
 * @throws Error where a value came from outside and was not checked
 */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}
