import { randomBytes } from 'node:crypto';
import { makeZip } from 'client-zip';
import { BeachcombError } from '../domain/error.ts';
import type { ErrorReason } from '../domain/error-reason.ts';
import { shownName } from '../domain/path-bytes.ts';
import type { Problem } from '../domain/problem.ts';
import { formatterFor } from '../i18n/formatter.ts';
import { errorReasonText } from '../i18n/sentences.ts';
import { readPhoto, readPhotoPart } from '../platform/files/read-photo.ts';
import { log } from '../platform/log/log.ts';
import { ArchiveNames } from '../transfer/archive-names.ts';
import { fileProblem } from '../transfer/file-problem.ts';
import { refusal } from '../transfer/refusal.ts';
import { xmpOf } from '../transfer/xmp-of.ts';
import { DEFAULT_LIMITS } from '../vision/decode/decode-limits.ts';
import type { CopyEntries, PhotoCopyOptions, PlacedCopyEntry } from './copy-entries.ts';

const PART_BYTES = 512 * 1024;
/** A prepared download is fetched at once; so long it stays, in ms, for a browser that asks where to save it. */
const KEPT_MS = 600_000;
/** Prepared downloads that are kept; the oldest is dropped. */
const MOST_KEPT = 16;
/** Downloads at once: each converts one picture at a time. */
const MOST_OPEN = 2;
/** Longest wait in ms for faces that are still to be grouped. */
const FACES_MS = 60_000;
const XMP = '.xmp';

/** A file that a browser saves. */
export interface Download {
  readonly name: string;
  /** MIME type. */
  readonly type: string;
  /** Reads the files as it is consumed. */
  readonly body: AsyncIterable<Uint8Array>;
}

/** A file of an archive, as the ZIP writer takes it. */
interface ArchiveFile {
  readonly name: string;
  readonly lastModified: Date;
  readonly input: AsyncIterable<Uint8Array> | Uint8Array | string;
}

const REASONS: Partial<Record<Problem['kind'], ErrorReason>> = {
  'no-permission': { code: 'no-permission' },
  'not-responding': { code: 'not-responding' },
  'too-large': { code: 'not-converted' },
};

/** Copies of photos as downloads of a browser: none of them is ever in memory as a whole. */
export class Downloads {
  readonly #entries: CopyEntries;
  readonly #now: () => number;
  /** By token, the oldest first. */
  readonly #prepared = new Map<string, { readonly wanted: PhotoCopyOptions; readonly until: number }>();
  #open = 0;

  constructor(entries: CopyEntries, now: () => number = Date.now) {
    this.#entries = entries;
    this.#now = now;
  }

  /** @throws BeachcombError `unavailable` while as many as possible are on their way */
  prepare(wanted: PhotoCopyOptions): { readonly token: string } {
    this.#refuseMore();
    const token = randomBytes(32).toString('base64url');
    this.#prepared.set(token, { wanted, until: this.#now() + KEPT_MS });
    for (const old of [...this.#prepared.keys()].slice(0, -MOST_KEPT)) this.#prepared.delete(old);
    return { token };
  }

  /**
   * The only file of a prepared download as it is, or a ZIP archive of several. What cannot be read is named in a text
   * file at the end of the archive; a file that breaks off in the middle breaks off the download.
   * @throws BeachcombError `not-found` for an unknown token, `unavailable`, the reason of an only file
   */
  async open(token: string): Promise<Download> {
    const prepared = this.#prepared.get(token);
    if (prepared === undefined || prepared.until < this.#now())
      throw new BeachcombError('not-found', 'There is no such download any more.');
    this.#refuseMore();
    const { wanted } = prepared;
    const photos = this.#entries.photosOf(wanted);
    if (photos.length === 1 && !wanted.labels)
      for await (const entry of this.#entries.of(wanted, photos)) return this.#single(entry);
    const day = new Date(this.#now()).toISOString().slice(0, 10);
    return {
      name: `Beachcomb ${day}.zip`,
      type: 'application/zip',
      body: this.#counted(makeZip(this.#files(wanted, photos), { buffersAreUTF8: true })),
    };
  }

  #refuseMore(): void {
    if (this.#open >= MOST_OPEN)
      throw new BeachcombError('unavailable', 'Other photos are being downloaded just now.');
  }

  async #single(entry: PlacedCopyEntry): Promise<Download> {
    const content = await contentOf(entry);
    const body = content instanceof Uint8Array ? once(content) : content;
    return {
      name: new ArchiveNames().next(entry.name),
      type: 'application/octet-stream',
      body: this.#counted(body),
    };
  }

  async *#counted(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    this.#open += 1;
    try {
      yield* body;
    } finally {
      this.#open -= 1;
    }
  }

  async *#files(
    wanted: PhotoCopyOptions,
    photos: ReturnType<CopyEntries['photosOf']>,
  ): AsyncGenerator<ArchiveFile> {
    const names = new ArchiveNames();
    const format = formatterFor(wanted.language);
    const problems: string[] = [];
    if (wanted.labels) await this.#facesGrouped();
    for await (const entry of this.#entries.of(wanted, photos))
      try {
        const input = await contentOf(entry);
        const lastModified = dateOf(entry.takenAt);
        const name = names.next(entry.name, entry.record === null ? null : XMP);
        yield { name, lastModified, input };
        if (entry.record !== null) yield { name: `${name}${XMP}`, lastModified, input: xmpOf(entry.record) };
      } catch (error) {
        const reason = fileProblem(error);
        if (reason === null) throw error;
        problems.push(`${shownName(entry.name)}: ${errorReasonText(format, reason)}`);
      }
    if (problems.length > 0)
      yield {
        name: names.next(Buffer.from(`${format('downloadProblems')}.txt`)),
        lastModified: dateOf(null),
        input: `${problems.join('\r\n')}\r\n`,
      };
  }

  /** Regions of people are written once: those that are still to be grouped would be missing. */
  async #facesGrouped(): Promise<void> {
    const late = Promise.withResolvers<void>();
    const timer = setTimeout(late.resolve, FACES_MS);
    try {
      await Promise.race([this.#entries.settled(), late.promise]);
    } finally {
      clearTimeout(timer);
    }
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** The wall clock of a photo, which is what an archive holds; now where it is not known. */
const dateOf = (takenAt: string | null): Date => (takenAt === null ? new Date() : new Date(takenAt));

/**
 * The content of a copy, from the first of its files that can be read.
 * @throws BeachcombError `bad-request` with its reason
 */
async function contentOf({ places, make = null }: PlacedCopyEntry): Promise<ArchiveFile['input'] & object> {
  let reason: ErrorReason = { code: 'no-source' };
  for (const place of places) {
    const content =
      make === null ? await partsOf(place) : await readPhoto(place.folderPath, place.path, MOST);
    if (!('kind' in content)) return Buffer.isBuffer(content) && make !== null ? make(content) : content;
    log.debug('a file cannot be downloaded', { detail: content.detail });
    reason = REASONS[content.kind] ?? reason;
  }
  throw refusal(reason);
}
const MOST = DEFAULT_LIMITS.maxBytes;

/** The parts of a file, which is not open between two of them; its first one is read at once. */
async function partsOf({
  folderPath,
  path,
}: PlacedCopyEntry['places'][number]): Promise<AsyncIterable<Uint8Array> | Problem> {
  const first = await readPhotoPart(folderPath, path, 0, PART_BYTES);
  if (!('bytes' in first)) return first;
  return (async function* () {
    yield first.bytes;
    for (let at = first.bytes.length; at < first.size; ) {
      const part = await readPhotoPart(folderPath, path, at, PART_BYTES);
      if (!('bytes' in part) || part.version !== first.version || part.bytes.length === 0)
        throw new BeachcombError(
          'unavailable',
          'A file of the download changed, or cannot be read any more.',
        );
      yield part.bytes;
      at += part.bytes.length;
    }
  })();
}
