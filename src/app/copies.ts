import path from 'node:path';
import type { Output, ParsedInput } from '../api/contract.ts';
import { logFailure } from '../api/log-failure.ts';
import { BeachcombError, type ErrorKind } from '../domain/error.ts';
import { joinPath, shownName } from '../domain/path-bytes.ts';
import { isFilmFormat, type PhotoFormat } from '../domain/photo-format.ts';
import { isStillThere } from '../platform/files/read-photo.ts';
import type { PeopleIndex } from '../search/people/people-index.ts';
import type { Searcher } from '../search/searcher.ts';
import type { LibraryReader } from '../store/library-reader.ts';
import type { PhotoRow } from '../store/library-rows.ts';
import type { EditedRow } from '../store/photo-edits.ts';
import { type CopyEntry, copyPhotos } from '../transfer/copy-photos.ts';
import type { SidecarContent } from '../transfer/sidecar-record.ts';
import { xmpOf } from '../transfer/xmp-of.ts';
import { isRawFormat } from '../vision/decode/format-readers.ts';
import { copyName } from './copy-name.ts';
import { sidecarEdits } from './sidecar-edits.ts';
import { sidecarRegions } from './sidecar-regions.ts';
import { broaderNames } from './views/broader-names.ts';
import { labelName } from './views/label-name.ts';
import { rowOfStack } from './views/row-of-stack.ts';

type Wanted = ParsedInput<'copies.start'>;
type State = Output<'copies.get'>;

const SLASH = 0x2f;
/** Maximum number of problems listed by name. */
const MOST_TOLD = 20;
const NOTHING: State = {
  ...{ working: false, done: 0, of: 0, copied: 0, failed: 0, stopped: false },
  ...{ problems: [], failure: null },
};

/** The date of a photo as EXIF has it; null where no day is known, or only the time of the file. */
function exifDate({ takenAt, takenFrom, takenPrecision }: EditedRow<PhotoRow>): string | null {
  const isDay = takenPrecision !== 'year' && takenPrecision !== 'month';
  return takenAt === null || takenFrom === 'file-time' || !isDay
    ? null
    : takenAt.replace('T', ' ').replaceAll('-', ':');
}

const isConvertible = (format: PhotoFormat): boolean => !isFilmFormat(format) && !isRawFormat(format);

/** Copies photos into a folder that the user chooses, one run at a time. */
export class Copies {
  readonly #searcher: Searcher;
  readonly #reader: LibraryReader;
  readonly #people: PeopleIndex;
  #state: State = NOTHING;
  #stop = new AbortController();
  #run: Promise<void> = Promise.resolve();

  constructor(searcher: Searcher, reader: LibraryReader, people: PeopleIndex) {
    this.#searcher = searcher;
    this.#reader = reader;
    this.#people = people;
  }

  /**
   * Starts copying; `state` reports the progress.
   * @throws BeachcombError `folder-missing` if the path is not absolute, `unavailable` during another run
   */
  start(wanted: Wanted): void {
    if (!path.isAbsolute(wanted.path))
      throw new BeachcombError('folder-missing', `"${wanted.path}" is not a full path.`);
    if (this.#state.working)
      throw new BeachcombError('unavailable', 'Other photos are being copied just now.');
    this.#stop = new AbortController();
    this.#state = { ...NOTHING, working: true, of: wanted.photos.length };
    this.#run = this.#copy(wanted, this.#stop.signal);
  }

  state(): State {
    return this.#state;
  }

  /** Stops the run after the photo under way. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#run;
  }

  /** Never rejects: errors are reported in the state. */
  async #copy(wanted: Wanted, signal: AbortSignal): Promise<void> {
    const change = (part: Partial<State>): void => {
      this.#state = { ...this.#state, ...part };
    };
    let failure: ErrorKind | null = null;
    try {
      const photos = this.#photosOf(wanted);
      change({ of: photos.length });
      const stopped = Promise.withResolvers<void>();
      signal.addEventListener('abort', () => stopped.resolve(), { once: true });
      // The regions of people are written once: what is still to be grouped would be missing.
      await Promise.race([this.#people.settled(), stopped.promise]);
      await copyPhotos(wanted.path, this.#entries(wanted, photos), signal, (problem) => {
        const { done, copied, failed, problems } = this.#state;
        if (problem === null) return change({ done: done + 1, copied: copied + 1 });
        const told = { name: shownName(problem.name), reason: problem.reason };
        change({
          ...{ done: done + 1, failed: failed + 1 },
          problems: problems.length < MOST_TOLD ? [...problems, told] : problems,
        });
      });
    } catch (error) {
      if (!signal.aborted) {
        failure = error instanceof BeachcombError ? error.kind : 'internal';
        logFailure('copies.start', error);
      }
    }
    change({ working: false, stopped: signal.aborted && this.#state.done < this.#state.of, failure });
  }

  /**
   * Every photo with its place among those that were chosen, from 1. As they are, photos go with the RAW files of their
   * stacks; converted, they go alone.
   */
  #photosOf({ photos, jpeg }: Wanted): { readonly photo: number; readonly place: number }[] {
    const places = new Map<number, number>();
    photos.forEach((photo, at) => {
      for (const one of jpeg === null ? this.#searcher.stacksOf([photo]) : [photo])
        if (!places.has(one)) places.set(one, at + 1);
    });
    return [...places].map(([photo, place]) => ({ photo, place }));
  }

  async *#entries(
    wanted: Wanted,
    photos: readonly { readonly photo: number; readonly place: number }[],
  ): AsyncGenerator<CopyEntry> {
    const { labels, language } = wanted;
    for (const { photo, place } of photos) {
      const own = this.#reader.photo(photo);
      const row = own === null ? null : rowOfStack(this.#reader, own, this.#searcher.index.stackOf(photo));
      const places = this.#reader.places(photo);
      const [first] = places;
      // A different file at the path of a photo must not be copied under its name.
      const sources: Buffer[] = [];
      for (const { folderPath, path: file } of places)
        if (await isStillThere(folderPath, file)) sources.push(joinPath(folderPath, file));
      const name =
        first === undefined
          ? Buffer.from(`${photo}`)
          : first.path.subarray(first.path.lastIndexOf(SLASH) + 1);
      const isConverted = wanted.jpeg !== null && row !== null && isConvertible(row.format);
      yield {
        sources,
        name: copyName(name, {
          takenAt: wanted.names === 'date' ? (row?.takenAt ?? null) : null,
          place: wanted.numbered ? { place, of: wanted.photos.length } : null,
          isJpeg: isConverted,
        }),
        make: isConverted ? (bytes) => this.#jpegOf(bytes, row, wanted.jpeg) : null,
        record: labels ? await this.#record(photo, language) : null,
      };
    }
  }

  /** @throws BeachcombError where the picture cannot be decoded */
  async #jpegOf(bytes: Buffer, row: EditedRow<PhotoRow>, jpeg: Wanted['jpeg']): Promise<Uint8Array> {
    const { exportJpeg } = await import('../vision/decode/export-jpeg.ts');
    const made = await exportJpeg(bytes, {
      turn: row.turn ?? 0,
      ...{ largest: jpeg?.largest ?? null, metadata: jpeg?.metadata ?? 'none' },
      takenAt: exifDate(row),
      xmp:
        row.keywords.length === 0 && row.rating === null
          ? null
          : xmpOf({ keywords: row.keywords, paths: [], rating: row.rating, userData: null }),
    });
    if (made === null)
      throw new BeachcombError('bad-request', 'the picture cannot be decoded', {
        reason: { code: 'not-converted' },
      });
    return made;
  }

  /** Likely labels and people of the photo, and metadata imported from other programs; null if there are none. */
  async #record(photo: number, language: Wanted['language']): Promise<SidecarContent | null> {
    const { index, labels } = this.#searcher;
    const row = this.#reader.photo(photo);
    const ordinal = index.shownOrdinalOf(photo);
    if (row === null || ordinal === null) return null;
    const own = index.customLabels;
    const shown = labels.of(ordinal).filter(({ level }) => level === 'likely');
    const names = shown.map(({ label }) => labelName(label, own)[language]);
    const keywords = [...new Set([...row.keywords, ...names])];
    const regions = await sidecarRegions(this.#people, this.#reader, row);
    const edits = await sidecarEdits(this.#reader, row);
    const isEmpty = Object.values(edits).every((value) => value === null);
    if (keywords.length === 0 && isEmpty && regions === null) return null;
    return {
      keywords,
      paths: shown.map(({ label }, at) => [...broaderNames(label, own, language), names[at] ?? label]),
      ...edits,
      userData: null,
      regions,
    };
  }
}
