import type { Metadata } from '../domain/metadata.ts';

/**
 * Where the index in memory has a value, by photo: a `number` (NaN where there is none), a `small` whole number from
 * -127 to 127 (NO_SMALL where there is none), the number of a `text` in its TextColumn. `derived`: the index reads it
 * and makes other columns of it. `none`: it is read for one photo only.
 */
type Memory = 'number' | 'small' | 'text' | 'derived' | 'none';

interface StoredAs<As extends string, Value, In extends Memory> {
  /** The SQL column of `photos`. */
  readonly column: string;
  /** A `name` is a text that many photos share: it is kept once, in `equipment`. A `list` is kept as a JSON array. */
  readonly as: As;
  readonly memory: In | 'derived' | 'none';
  /** Its value in the metadata of a file; null or undefined where there is none. */
  readonly of: (metadata: Metadata) => Value | null | undefined;
}
export type MetadataColumn =
  | StoredAs<'number', number, 'number' | 'small'>
  | StoredAs<'text', string, 'text'>
  | StoredAs<'name', string, 'text'>
  | StoredAs<'list', readonly string[], 'text'>;

/** The fields of Metadata by their names; one of several values has a column for each. */
export type ColumnName =
  | Exclude<keyof Metadata, 'location'>
  | 'takenOffset'
  | 'takenPrecision'
  | 'takenFrom'
  | 'latitude'
  | 'longitude';

/**
 * What is kept of a photo's metadata: one row a column, in the order in which they are written. The photo writer, the
 * rows that the library reader returns, its queries and the columns of the index in memory follow from it.
 */
export const METADATA_COLUMNS = {
  takenAt: { column: 'taken_at', as: 'text', memory: 'derived', of: (m) => m.takenAt?.local },
  takenOffset: { column: 'taken_offset', as: 'number', memory: 'none', of: (m) => m.takenAt?.offset },
  takenPrecision: {
    column: 'taken_precision',
    as: 'text',
    memory: 'derived',
    of: (m) => m.takenAt?.precision,
  },
  takenFrom: { column: 'taken_from', as: 'text', memory: 'none', of: (m) => m.takenAt?.from },
  camera: { column: 'camera_id', as: 'name', memory: 'text', of: (m) => m.camera },
  lens: { column: 'lens_id', as: 'name', memory: 'text', of: (m) => m.lens },
  latitude: { column: 'latitude', as: 'number', memory: 'derived', of: (m) => m.location?.latitude },
  longitude: { column: 'longitude', as: 'number', memory: 'derived', of: (m) => m.location?.longitude },
  keywords: { column: 'keywords', as: 'list', memory: 'text', of: (m) => m.keywords },
  rating: { column: 'rating', as: 'number', memory: 'small', of: (m) => m.rating },
  caption: { column: 'caption', as: 'text', memory: 'text', of: (m) => m.caption },
  placeNames: { column: 'place_names', as: 'list', memory: 'text', of: (m) => m.placeNames },
  people: {
    column: 'people',
    as: 'list',
    memory: 'text',
    of: (m) => m.people?.map(({ name }) => name),
  },
  durationMs: { column: 'duration_ms', as: 'number', memory: 'number', of: (m) => m.durationMs },
  contentId: { column: 'content_id', as: 'text', memory: 'text', of: (m) => m.contentId },
  motionAt: { column: 'motion_at', as: 'number', memory: 'none', of: (m) => m.motionAt },
  motionBytes: { column: 'motion_bytes', as: 'number', memory: 'number', of: (m) => m.motionBytes },
  codec: { column: 'codec', as: 'text', memory: 'none', of: (m) => m.codec },
} as const satisfies { readonly [Name in ColumnName]: MetadataColumn };

type Columns = typeof METADATA_COLUMNS;
type ValueOf<Name extends ColumnName> = NonNullable<ReturnType<Columns[Name]['of']>>;

/** The columns whose rows have these properties. */
export type ColumnsWith<Row> = { [Name in ColumnName]: Columns[Name] extends Row ? Name : never }[ColumnName];

/** Columns that the index in memory has as they are, by how it has them. */
export type NumberColumn = ColumnsWith<{ readonly memory: 'number' }>;
export type SmallColumn = ColumnsWith<{ readonly memory: 'small' }>;
export type TextColumnName = ColumnsWith<{ readonly memory: 'text' }>;
export type IndexedColumn = ColumnsWith<{ readonly memory: Exclude<Memory, 'none'> }>;

/** The metadata of one photo, as the library reader returns it. */
export type MetadataRow = {
  readonly [Name in ColumnName]: Columns[Name]['as'] extends 'list' ? ValueOf<Name> : ValueOf<Name> | null;
};

/** The metadata of a photo that the index reads, as SQLite has it: rows of `equipment`, JSON arrays. */
export type IndexedMetadata = {
  readonly [Name in IndexedColumn]:
    | { number: ValueOf<Name>; text: ValueOf<Name>; name: number; list: string }[Columns[Name]['as']]
    | null;
};

/** Every column, in the order of METADATA_COLUMNS. */
export const COLUMN_NAMES = Object.keys(METADATA_COLUMNS) as readonly ColumnName[];

/** The names of the columns whose rows have these properties, in the order of METADATA_COLUMNS. */
export const columnsWith = <
  const Row extends { readonly as?: MetadataColumn['as']; readonly memory?: Memory },
>({
  as,
  memory,
}: Row): ColumnsWith<Row>[] =>
  COLUMN_NAMES.filter((name): name is ColumnsWith<Row> => {
    const row = METADATA_COLUMNS[name];
    return (as === undefined || row.as === as) && (memory === undefined || row.memory === memory);
  });
