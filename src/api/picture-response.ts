/** A part of a picture: at most some hundred kilobytes of a file, or the rest of a converted picture. */
export interface PicturePart {
  /** MIME type. */
  readonly type: string;
  readonly bytes: Uint8Array;
  /** Bytes of the whole picture. */
  readonly size: number;
  /** Changes with every change of the file. */
  readonly version: string;
}

/**
 * Reads the part that begins at an offset; behind the end it is empty.
 * @param version of an earlier part of the same picture; null for the first
 * @throws BeachcombError `not-found` if there is no such picture, or none of that version any more
 */
export type ReadPart = (from: number, version: string | null) => Promise<PicturePart>;

/** Headers of a request for a picture, as they came. */
export interface PictureHeaders {
  readonly range?: string | undefined;
  readonly ifRange?: string | undefined;
  readonly ifNoneMatch?: string | undefined;
}

export interface PictureResponse {
  readonly status: 200 | 206 | 304 | 416;
  readonly headers: Readonly<Record<string, string>>;
  /** Reads the file as it is consumed; null if the answer has no body. */
  readonly body: AsyncIterable<Uint8Array> | null;
}

/** Last byte included. */
interface ByteRange {
  readonly first: number;
  readonly last: number;
}

const RANGE = /^bytes=(?:(\d{1,15})-(\d{0,15})|-(\d{1,15}))$/;

/**
 * The range that a header names. Several ranges, and headers that are none, count as no header, as RFC 9110 allows.
 * @returns null for the whole picture, 'none' if the picture has no such bytes
 */
function rangeOf(header: string, size: number): ByteRange | 'none' | null {
  const [, first, last, suffix] = RANGE.exec(header) ?? [];
  if (suffix !== undefined) {
    const length = Math.min(Number(suffix), size);
    return length === 0 ? 'none' : { first: size - length, last: size - 1 };
  }
  if (first === undefined) return null;
  const range = {
    first: Number(first),
    last: Math.min(last === undefined || last === '' ? size : Number(last), size - 1),
  };
  if (last !== '' && Number(last) < range.first) return null;
  return range.first >= size ? 'none' : range;
}

/**
 * Answers a request for a picture as a file server does: whole or in part, by its version, without ever holding more
 * than one part of it.
 * @throws BeachcombError as `read`
 */
export async function pictureResponse(asked: PictureHeaders, read: ReadPart): Promise<PictureResponse> {
  // The first part is most often where the range begins.
  const start = Number(/^bytes=(\d{1,15})-/.exec(asked.range ?? '')?.[1] ?? 0);
  const part = await read(start, null);
  const { size, version, type } = part;
  const tag = `"${version}"`;
  const headers = { etag: tag, 'accept-ranges': 'bytes', 'content-type': type };
  if (asked.ifNoneMatch?.split(/,\s*/).includes(tag)) return { status: 304, headers, body: null };
  const isSame = asked.ifRange === undefined || asked.ifRange === tag;
  const range = asked.range === undefined || !isSame ? null : rangeOf(asked.range, size);
  if (range === 'none')
    return {
      status: 416,
      headers: { ...headers, 'content-length': '0', 'content-range': `bytes */${size}` },
      body: null,
    };
  const { first, last } = range ?? { first: 0, last: size - 1 };
  return {
    status: range === null ? 200 : 206,
    headers: {
      ...headers,
      'content-length': `${last - first + 1}`,
      ...(range === null ? {} : { 'content-range': `bytes ${first}-${last}/${size}` }),
    },
    body: partsOf(first, last, first === start ? part : null, version, read),
  };
}

async function* partsOf(
  first: number,
  last: number,
  begun: PicturePart | null,
  version: string,
  read: ReadPart,
): AsyncGenerator<Uint8Array> {
  let part = begun;
  for (let at = first; at <= last; ) {
    part ??= await read(at, version);
    const bytes = part.bytes.subarray(0, last - at + 1);
    part = null;
    // The file became shorter, which its version would have shown at the next part.
    if (bytes.length === 0) throw new Error('The file of the picture ended early.');
    at += bytes.length;
    yield bytes;
  }
}
