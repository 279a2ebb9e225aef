const EXTENSION = 0x21;
const IMAGE = 0x2c;
const COMMENT = 0xfe;
const APPLICATION = 0xff;
/** Blocks of a GIF that are looked at: an animation has two for each frame. */
const MOST_BLOCKS = 20_000;
const LONGEST_COMMENT = 64 * 1024;
const XMP = 'XMP DataXMP';

/** The texts that a GIF holds beside its pictures. */
export interface GifTexts {
  readonly comment: Buffer;
  /** An XMP packet; null where it has none. */
  readonly xmp: Uint8Array | null;
}

const NONE: GifTexts = { comment: Buffer.alloc(0), xmp: null };

/** Reads the comments and the XMP packet of a GIF, which the metadata library passes over; none of another file. */
export function gifTexts(file: Uint8Array): GifTexts {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  if (!/^GIF8[79]a$/u.test(bytes.toString('latin1', 0, 6)) || bytes.length < 13) return NONE;
  const comments: Buffer[] = [];
  let xmp: Uint8Array | null = null;
  for (let at = 13 + tableLength(bytes[10] ?? 0), count = 0; count < MOST_BLOCKS; count += 1) {
    const kind = bytes[at];
    if (kind === IMAGE) {
      at = endOfBlocks(bytes, at + 11 + tableLength(bytes[at + 9] ?? 0));
      continue;
    }
    if (kind !== EXTENSION) break;
    const first = at + 2;
    const end = endOfBlocks(bytes, first);
    if (bytes[at + 1] === COMMENT) comments.push(...blocks(bytes, first));
    if (bytes[at + 1] === APPLICATION && bytes.toString('latin1', first + 1, first + 12) === XMP)
      xmp ??= bytes.subarray(first + 12, end);
    at = end;
  }
  return { comment: Buffer.concat(comments).subarray(0, LONGEST_COMMENT), xmp };
}

/** Bytes of a table of colours, by the flags that announce it. */
const tableLength = (flags: number): number => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);

function* blocks(bytes: Buffer, from: number): Generator<Buffer> {
  for (let at = from; at < bytes.length; ) {
    const length = bytes[at] ?? 0;
    if (length === 0) return;
    yield bytes.subarray(at + 1, at + 1 + length);
    at += 1 + length;
  }
}

/** Offset behind the block of length 0 that ends a row of blocks. */
function endOfBlocks(bytes: Buffer, from: number): number {
  let at = from;
  for (const block of blocks(bytes, from)) at += 1 + block.length;
  return at + 1;
}
