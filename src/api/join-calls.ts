type Calls = Readonly<Record<string, unknown>>;

/** The names of the calls in any of several tables. */
type NamesIn<Tables extends readonly Calls[]> = { [T in keyof Tables]: keyof Tables[T] }[number];

/** The first table that shares a call with a later one; never if every name is in one table only. */
type Overlap<Tables extends readonly Calls[]> = Tables extends readonly [
  infer First extends Calls,
  ...infer Rest extends readonly Calls[],
]
  ? Extract<keyof First, NamesIn<Rest>> | Overlap<Rest>
  : never;

type Joined<Tables extends readonly Calls[]> = Tables extends readonly [
  infer First extends Calls,
  ...infer Rest extends readonly Calls[],
]
  ? First & Joined<Rest>
  : unknown;

/** Joins tables of calls into one. A name in two tables is a compile error. */
export function joinCalls<const Tables extends readonly Calls[]>(
  ...tables: [Overlap<Tables>] extends [never] ? Tables : never
): Joined<Tables> {
  return Object.assign({}, ...tables);
}
