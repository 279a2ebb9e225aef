import type { ParsedInput } from '../api/contract.ts';
import type { ExportedMetadata } from '../domain/exported-metadata.ts';
import { joinPath } from '../domain/path-bytes.ts';
import { isFilmFormat, type PhotoFormat } from '../domain/photo-format.ts';
import { isStillThere } from '../platform/files/read-photo.ts';
import type { PeopleIndex } from '../search/people/people-index.ts';
import type { Searcher } from '../search/searcher.ts';
import type { LibraryReader } from '../store/library-reader.ts';
import type { FilePlaceRow, PhotoRow } from '../store/library-rows.ts';
import type { EditedRow } from '../store/photo-edits.ts';
import type { CopyEntry } from '../transfer/copy-photos.ts';
import { refusal } from '../transfer/refusal.ts';
import type { SidecarContent } from '../transfer/sidecar-record.ts';
import { xmpOf } from '../transfer/xmp-of.ts';
import { isRawFormat } from '../vision/decode/format-readers.ts';
import { copyName } from './copy-name.ts';
import { meantFirst } from './meant-first.ts';
import { sidecarEdits } from './sidecar-edits.ts';
import { sidecarRegions } from './sidecar-regions.ts';
import { broaderNames } from './views/broader-names.ts';
import { labelName } from './views/label-name.ts';
import { rowOfStack } from './views/row-of-stack.ts';

/** Which photos are copied, and how. */
export type PhotoCopyOptions = Omit<ParsedInput<'copies.start'>, 'path'>;

/** A photo to copy, and where its files lie. */
export interface PlacedCopyEntry extends CopyEntry {
  /** Those of `sources`, in the same order. */
  readonly places: readonly FilePlaceRow[];
  /** `YYYY-MM-DDTHH:mm:ss`; null if unknown. */
  readonly takenAt: string | null;
}

const SLASH = 0x2f;

/** The date of a photo as EXIF has it; null where no day is known, or only the time of the file. */
function exifDate({ takenAt, takenFrom, takenPrecision }: EditedRow<PhotoRow>): string | null {
  const isDay = takenPrecision !== 'year' && takenPrecision !== 'month';
  return takenAt === null || takenFrom === 'file-time' || !isDay
    ? null
    : takenAt.replace('T', ' ').replaceAll('-', ':');
}

const isConvertible = (format: PhotoFormat): boolean => !isFilmFormat(format) && !isRawFormat(format);

/** Makes the bytes of a file without some of its metadata; null where all of it stays. */
const madeWithout = (metadata: ExportedMetadata): NonNullable<CopyEntry['make']> | null =>
  metadata === 'all'
    ? null
    : async (bytes) => {
        const { withoutMetadata } = await import('../vision/decode/without-metadata.ts');
        const made = withoutMetadata(bytes, metadata);
        if (made === null) throw refusal({ code: 'metadata-stays' });
        return made;
      };

/** The files that copies of photos are made of, with their names, and with what is changed in them. */
export class CopyEntries {
  readonly #searcher: Searcher;
  readonly #reader: LibraryReader;
  readonly #people: PeopleIndex;

  constructor(searcher: Searcher, reader: LibraryReader, people: PeopleIndex) {
    this.#searcher = searcher;
    this.#reader = reader;
    this.#people = people;
  }

  /**
   * Resolves once the regions of people can be written: what is still to be grouped would be missing in them. Rejects
   * where grouping them fails.
   */
  settled(): Promise<unknown> {
    return this.#people.settled();
  }

  /**
   * Every photo with its place among those that were chosen, from 1. As they are, photos go with the RAW files of their
   * stacks; converted, they go alone.
   */
  photosOf({ photos, jpeg }: PhotoCopyOptions): { readonly photo: number; readonly place: number }[] {
    const places = new Map<number, number>();
    photos.forEach((photo, at) => {
      for (const one of jpeg === null ? this.#searcher.stacksOf([photo]) : [photo])
        if (!places.has(one)) places.set(one, at + 1);
    });
    return [...places].map(([photo, place]) => ({ photo, place }));
  }

  /** The entries of `photosOf`, one after another: what is not there any more has no sources. */
  async *of(
    wanted: PhotoCopyOptions,
    photos: readonly { readonly photo: number; readonly place: number }[],
  ): AsyncGenerator<PlacedCopyEntry> {
    const query = wanted.search.trim() === '' ? null : this.#searcher.read(wanted.search);
    const placesInOrder = meantFirst(
      wanted.files.flatMap((file) => this.#reader.files.filePlace(file) ?? []),
      query,
    );
    for (const { photo, place } of photos) {
      const own = this.#reader.photo(photo);
      const row = own === null ? null : rowOfStack(this.#reader, own, this.#searcher.index.stackOf(photo));
      const known = placesInOrder(this.#reader.files.places(photo));
      const [first] = known;
      // A different file at the path of a photo must not be copied under its name.
      const places: FilePlaceRow[] = [];
      for (const one of known) if (await isStillThere(one.folderPath, one.path)) places.push(one);
      const name =
        first === undefined
          ? Buffer.from(`${photo}`)
          : first.path.subarray(first.path.lastIndexOf(SLASH) + 1);
      const isConverted = wanted.jpeg !== null && row !== null && isConvertible(row.format);
      yield {
        places,
        takenAt: row?.takenAt ?? null,
        sources: places.map(({ folderPath, path }) => joinPath(folderPath, path)),
        name: copyName(name, {
          takenAt: wanted.names === 'date' ? (row?.takenAt ?? null) : null,
          place: wanted.numbered ? { place, of: wanted.photos.length } : null,
          isJpeg: isConverted,
        }),
        make: isConverted ? (bytes) => this.#jpegOf(bytes, row, wanted) : madeWithout(wanted.metadata),
        record: wanted.labels ? await this.#record(photo, wanted) : null,
      };
    }
  }

  /** @throws BeachcombError where the picture cannot be decoded */
  async #jpegOf(
    bytes: Buffer,
    row: EditedRow<PhotoRow>,
    { jpeg, metadata }: PhotoCopyOptions,
  ): Promise<Uint8Array> {
    const { exportJpeg } = await import('../vision/decode/export-jpeg.ts');
    const made = await exportJpeg(bytes, {
      turn: row.turn ?? 0,
      largest: jpeg?.largest ?? null,
      metadata,
      takenAt: exifDate(row),
      xmp:
        row.keywords.length === 0 && row.rating === null
          ? null
          : xmpOf({ keywords: row.keywords, paths: [], rating: row.rating, userData: null }),
    });
    if (made === null) throw refusal({ code: 'not-converted' });
    return made;
  }

  /** Likely labels and people of the photo, and metadata imported from other programs; null if there are none. */
  async #record(photo: number, { language, metadata }: PhotoCopyOptions): Promise<SidecarContent | null> {
    const { index, labels } = this.#searcher;
    const row = this.#reader.photo(photo);
    const ordinal = index.shownOrdinalOf(photo);
    if (row === null || ordinal === null) return null;
    const own = index.userData.customLabels;
    const shown = labels.of(ordinal).filter(({ level }) => level === 'likely');
    const names = shown.map(({ label }) => labelName(label, own)[language]);
    const keywords = [...new Set([...row.keywords, ...names])];
    const regions = await sidecarRegions(this.#people, this.#reader, row);
    const all = await sidecarEdits(this.#reader, row);
    const edits = metadata === 'all' ? all : { ...all, place: null };
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
