import * as z from 'zod';

/** What exactly is wrong with a file, without arguments. */
const PLAIN_DETAIL_CODES = [
  'no-bytes',
  'unknown-bytes',
  'replaced', // a link or a device is in the place of the file
  'header-cut-off',
  'no-pixels',
  'out-of-memory',
  'decoder-ended', // in the middle of the file
  'time-limit',
  'indexer-crashed',
  'video-bytes',
  'frames-not-decoded', // of a film: there is no decoder for them here
  'film-index-missing', // the file ends before its index, or within it
  'film-end-missing', // the file is shorter than its index states
  'no-film-track', // sound alone
  'film-scattered', // too many or too large parts of it would have to be read
  'too-many-references', // of the directories of a camera's file: reading them has a limit
  'no-codestream', // in a JPEG XL file
  'link-target-outside', // the folder
  'link-target-missing',
  'link-target-in-annex', // git-annex has the content elsewhere
] as const;

const count = z.number();

/** What exactly is wrong with a file: a code with its arguments. The sentence is made where it is shown (src/i18n). */
export const problemDetailSchema = z.discriminatedUnion('code', [
  z.strictObject({ code: z.enum(PLAIN_DETAIL_CODES) }),
  /** Width and height as the header has them: they may be no numbers. */
  z.strictObject({ code: z.literal('size-in-header'), width: z.string(), height: z.string() }),
  z.strictObject({ code: z.literal('pixels-above-limit'), width: count, height: count, limit: count }),
  z.strictObject({ code: z.literal('bytes-above-limit'), bytes: count, limit: count }),
  /** So many pixels have to be held in memory as a whole. */
  z.strictObject({ code: z.literal('pixels-held'), width: count, height: count }),
  z.strictObject({ code: z.literal('pixels-in-bytes'), width: count, height: count, bytes: count }),
  z.strictObject({ code: z.literal('rows-missing'), rows: count, height: count }),
  z.strictObject({ code: z.literal('format-unsupported'), format: z.string() }),
  z.strictObject({ code: z.literal('bitmap-unsupported'), compression: count, bits: count }),
  z.strictObject({ code: z.literal('decoded-to'), width: count, height: count, channels: count }),
  z.strictObject({ code: z.literal('not-finished'), seconds: count }),
  /** A drive, or a network drive, did not answer. */
  z.strictObject({ code: z.literal('no-answer'), seconds: count }),
  /** A camera's raw file without a JPEG; the format in capitals. */
  z.strictObject({ code: z.literal('no-jpeg'), format: z.string() }),
  /** One line of a decoder or of the system, or of a library made before there were codes: English. */
  z.strictObject({ code: z.literal('other'), detail: z.string() }),
]);
export type ProblemDetail = Readonly<z.infer<typeof problemDetailSchema>>;

/** As it is stored in the library: JSON; what a decoder reports, as it is. */
export const storedDetail = (detail: ProblemDetail): string =>
  detail.code === 'other' ? detail.detail : JSON.stringify(detail);

/** Reads what `storedDetail` gave. Older libraries hold English sentences: they become `other`. */
export function readDetail(stored: string): ProblemDetail {
  if (!stored.startsWith('{"code":')) return { code: 'other', detail: stored };
  try {
    const read = problemDetailSchema.safeParse(JSON.parse(stored));
    return read.success ? read.data : { code: 'other', detail: stored };
  } catch {
    // A decoder's own message that happens to begin so.
    return { code: 'other', detail: stored };
  }
}
