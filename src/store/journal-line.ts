import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import * as z from 'zod';
import type { RowChange } from './user-data-tables.ts';

/** Version of the line format. Increment it for a change that an older Beachcomb would misread. */
const JOURNAL_FORM = 2;

const seq = z.int().nonnegative();
const row = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));
/** Length of a hash of the chain: 128 bits in hex. */
const HASH = z.string().regex(/^[0-9a-f]{32}$/);
const headerFields = {
  program: z.literal('Beachcomb'),
  /** Id of the library that the journal belongs to. */
  library: z.string(),
  /** Schema version of the rows (user_version of the library). */
  form: z.int().positive(),
  /** Number of the last write that the rows after this line contain. */
  seq,
  /** See UserDataTables.numbers. */
  numbers: z.record(z.string(), z.int().nonnegative()),
};
/** The first format has no chain: neither branches nor times nor hashes. */
const headerSchema = z.discriminatedUnion('journal', [
  z.object({ ...headerFields, journal: z.literal(1) }),
  z.object({
    ...headerFields,
    journal: z.literal(JOURNAL_FORM),
    /** Id of the branch that wrote this file: of a computer and its copy of the library. */
    branch: z.string(),
    /** Time of the last write in the rows, ms since 1970. */
    at: z.int().nonnegative(),
    /** Last hash of the chain that this file continues; null for the first file of a library. */
    after: HASH.nullable(),
  }),
]);
export type JournalHeader = z.infer<typeof headerSchema>;
/** What a new journal begins with. */
export type NewHeader = Omit<Extract<JournalHeader, { journal: typeof JOURNAL_FORM }>, 'program' | 'journal'>;

const entrySchema = z.object({
  /** Number of the write, from 1. */
  seq,
  /** Time of the write, ms since 1970, later than that of the write before; absent in the first format. */
  at: z.int().nonnegative().optional(),
  /** Branch that wrote it. */
  branch: z.string().optional(),
  rows: z.array(z.union([z.tuple([z.string(), row]), z.tuple([z.string(), row, z.null()])])),
});
/** The rows that one write changed. */
export interface JournalEntry {
  readonly seq: number;
  readonly at?: number | undefined;
  readonly branch?: string | undefined;
  readonly rows: readonly RowChange[];
}

/** A line of a journal whose checksum is right. */
export type JournalLine = {
  /** Its hash in the chain; null in the first format. */
  readonly hash: string | null;
  /** Whether it follows a line with this hash ('': whether it is a first line). */
  follows(previous: string): boolean;
} & (
  | { readonly header: JournalHeader; readonly entry: null }
  | { readonly header: null; readonly entry: JournalEntry }
);

const checksum = (text: string): string => crc32(text).toString(16).padStart(8, '0');
const chained = (previous: string, text: string): string =>
  createHash('sha256').update(previous).update(text).digest('hex').slice(0, 32);

/**
 * Encodes a line: an object whose first key is the checksum of the rest, and whose second is the hash of the rest with
 * the hash of the line before.
 * @param previous hash of the line before; '' for a header
 */
export function encodeLine(
  content: object,
  previous: string,
): { readonly line: string; readonly hash: string } {
  const text = JSON.stringify(content).slice(1);
  const hash = chained(previous, text);
  const rest = `"hash":"${hash}",${text}`;
  return { line: `{"crc":"${checksum(rest)}",${rest}\n`, hash };
}

export const encodeHeader = (header: NewHeader): ReturnType<typeof encodeLine> =>
  encodeLine({ program: 'Beachcomb', journal: JOURNAL_FORM, ...header }, '');

const START = /^\{"crc":"([0-9a-f]{8})",/;
const CHAIN = /^"hash":"([0-9a-f]{32})",/;

/** Decodes a line; null if its checksum does not match. */
export function decodeLine(line: string): JournalLine | null {
  const start = START.exec(line);
  if (start === null) return null;
  const rest = line.slice(start[0].length);
  if (checksum(rest) !== start[1]) return null;
  const chain = CHAIN.exec(rest);
  const hash = chain?.[1] ?? null;
  const text = rest.slice(chain?.[0].length ?? 0);
  const place = {
    hash,
    follows: (previous: string): boolean => hash === null || chained(previous, text) === hash,
  };
  let content: unknown;
  try {
    content = JSON.parse(`{${text}`);
  } catch {
    // Whoever reads the journal counts the lines that cannot be read.
    return null;
  }
  const entry = entrySchema.safeParse(content).data;
  if (entry !== undefined) return { ...place, header: null, entry };
  const header = headerSchema.safeParse(content).data;
  return header === undefined ? null : { ...place, header, entry: null };
}
