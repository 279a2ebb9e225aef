import type * as z from 'zod';

/** What an export holds, by the names of its lists; not checked yet. */
export type ExportLists = Readonly<Record<string, unknown>>;

/**
 * The entries of a list that can be read.
 * @param place name of the list
 * @param skipped gets the place of every other entry, and why it cannot be read
 */
export function readRows<Row>(
  place: string,
  schema: z.ZodType<Row>,
  rows: unknown,
  skipped: string[],
): Row[] {
  if (!Array.isArray(rows)) {
    skipped.push(`${place}: a list is expected`);
    return [];
  }
  return rows.flatMap((row: unknown, at): Row[] => {
    const { success, data, error } = schema.safeParse(row);
    if (success) return [data];
    const { path = [], message = '' } = error.issues[0] ?? {};
    skipped.push(`${place}[${at}]${placeOf(path)}: ${message}`);
    return [];
  });
}

/** `corrections[3].at` */
const placeOf = (path: readonly PropertyKey[]): string =>
  path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
