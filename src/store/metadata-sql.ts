import type { Metadata } from '../domain/metadata.ts';
import {
  COLUMN_NAMES,
  type ColumnsWith,
  columnsWith,
  METADATA_COLUMNS,
  type MetadataColumn,
  type MetadataRow,
} from './metadata-columns.ts';

/** The SQL columns, in the order of METADATA_COLUMNS. */
export const METADATA_SQL_COLUMNS: readonly string[] = COLUMN_NAMES.map(
  (name) => METADATA_COLUMNS[name].column,
);

/** What a SELECT from `photos p` lists for a MetadataRow; lists come as JSON, see `withLists`. */
export const SELECT_METADATA = COLUMN_NAMES.map((name) => {
  const { column, as } = METADATA_COLUMNS[name];
  const value = as === 'name' ? `(SELECT name FROM equipment WHERE id = p.${column})` : `p.${column}`;
  return `${value} AS ${name}`;
}).join(', ');

/** What a SELECT from `photos p` lists for IndexedMetadata. */
export const SELECT_INDEXED_METADATA = COLUMN_NAMES.filter((name) => METADATA_COLUMNS[name].memory !== 'none')
  .map((name) => `p.${METADATA_COLUMNS[name].column} AS ${name}`)
  .join(', ');

/**
 * The values of some metadata in the order of METADATA_SQL_COLUMNS.
 * @param rowOf the row of a name in `equipment`
 */
export const metadataValues = (
  metadata: Metadata,
  rowOf: (name: string) => number,
): (string | number | null)[] =>
  COLUMN_NAMES.map((name) => {
    const row: MetadataColumn = METADATA_COLUMNS[name];
    if (row.as === 'list') {
      const list = row.of(metadata) ?? [];
      return list.length > 0 ? JSON.stringify(list) : null;
    }
    const value = row.of(metadata) ?? null;
    return row.as === 'name' && typeof value === 'string' ? rowOf(value) : value;
  });

type ListColumn = ColumnsWith<{ readonly as: 'list' }>;
const LISTS = columnsWith({ as: 'list' });

/** A row as SELECT_METADATA returns it: each list is a JSON array, null where it is empty. */
export type WithJson<Row extends MetadataRow> = Omit<Row, ListColumn> &
  Readonly<Record<ListColumn, string | null>>;

/** The same row with its lists read. */
export const withLists = <Row extends MetadataRow>(row: WithJson<Row>): Row => {
  const lists = LISTS.map((name) => [name, JSON.parse(row[name] ?? '[]')] as const);
  // The compiler cannot follow a loop over columns.
  return { ...row, ...Object.fromEntries(lists) } as unknown as Row;
};
