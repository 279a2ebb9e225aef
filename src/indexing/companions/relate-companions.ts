import { FILM_FORMATS, FORMATS, type PhotoFormat, RAW_FORMATS } from '../../domain/photo-format.ts';
import { stemBeforeCutEnding, TAKEOUT_EDITED } from '../../knowledge/takeout/takeout-names.ts';
import { KIND_OF_EXTENSION } from '../scan/kind-of-name.ts';
import { COMPANION_KINDS, companionKind, comparedName, type OwnCompanionKind } from './companion-name.ts';

/** The companions of one photo, by their names. */
export interface RelatedCompanions {
  /** Those of the photo alone, the nearest first; `takeout` is at most one. */
  readonly own: Readonly<Record<OwnCompanionKind, readonly Uint8Array[]>>;
  /** Companions of every photo of the directory. */
  readonly shared: readonly Uint8Array[];
  /** The photo of which this one is an edited version: `IMG_1234.JPG` of `IMG_E1234.JPG`, `a.jpg` of `a-edited.jpg`. */
  readonly original: Uint8Array | null;
}

/** Edited photos of the iPhone. */
const EDITED_APPLE = /^(img_)e(\d{4,}.*)\.([^.]+)$/u;
const NUMBERED = /^(.+)\((\d+)\)(\.[^.]+)$/u;
const JSON_NAME = /^(.*?)(?:\((\d+)\))?\.json$/su;
const SUPPLEMENT = 'supplemental-metadata';
/** darktable numbers further versions of one photo: `name_01.jpg.xmp`. */
const VERSION = /^(.+)_\d{2}(\.[^.]+)$/u;
/** Takeout cuts names of JSON files to 46 characters and `.json`, those of photos to 47 and the extension. */
const SHORTEST_CUT = 44;
const LONGEST_CUT = 51;

const extensionsOf = (formats: readonly PhotoFormat[]): string[] =>
  formats.flatMap((format) => [...FORMATS[format].extensions, ...FORMATS[format].rareExtensions]);
const FILM_EXTENSIONS: ReadonlySet<string> = new Set(extensionsOf(FILM_FORMATS));
/** Those of raw files that are not decoded, too. */
const RAW_EXTENSIONS: ReadonlySet<string> = new Set([
  ...extensionsOf(RAW_FORMATS),
  ...KIND_OF_EXTENSION.flatMap(([extension, kind]) => (kind === 'raw' ? [extension] : [])),
]);

const extensionOf = (name: string): string => name.slice(name.lastIndexOf('.') + 1);
const isFilm = (name: string): boolean => FILM_EXTENSIONS.has(extensionOf(name));
const isRaw = (name: string): boolean => name.lastIndexOf('.') > 0 && RAW_EXTENSIONS.has(extensionOf(name));
const withoutExtension = (name: string): string => {
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(0, dot) : name;
};

/** Of two files whose names differ only in case or composition, the first counts. */
class Names {
  readonly #files = new Map<string, Uint8Array>();
  add(key: string, file: Uint8Array): void {
    if (!this.#files.has(key)) this.#files.set(key, file);
  }
  get(key: string): Uint8Array | undefined {
    return this.#files.get(key);
  }
}

/**
 * Relates the companions in a directory to its photos by their names alone.
 * @param photos names of the photos that lie directly in the directory
 * @param others names of its other files
 * @returns by photo, in the same order
 */
export function relateCompanions(
  photos: readonly Uint8Array[],
  others: readonly Uint8Array[],
): RelatedCompanions[] {
  const ordered = others.toSorted(Buffer.compare);
  const ofKind = (kind: string): Uint8Array[] => ordered.filter((name) => companionKind(name) === kind);
  const byName = new Names();
  const byStem = new Names();
  for (const photo of photos.toSorted(Buffer.compare)) {
    const name = comparedName(photo);
    byName.add(name, photo);
    // A film is no picture, nor the original of one.
    if (!isFilm(name)) byStem.add(withoutExtension(name), photo);
  }
  const sidecars = sidecarsByName(ofKind('sidecar'), byName);
  const json = jsonByName(ofKind('takeout'));
  const shared = Object.entries(COMPANION_KINDS).flatMap(([kind, { isShared }]) =>
    isShared ? ofKind(kind) : [],
  );
  return photos.map((photo) => {
    const name = comparedName(photo);
    const originalName = originalOf(name, byStem);
    const original =
      originalName === null
        ? null
        : (byName.get(originalName) ?? byStem.get(withoutExtension(originalName)) ?? null);
    // Of an edited photo, and of the film of a live photo, Takeout writes no JSON.
    const others = [
      originalName,
      original === null ? null : comparedName(original),
      pictureBeside(name, byStem),
    ];
    const named = [name, ...others.filter((one) => one !== null)];
    return {
      own: {
        sidecar: [
          ...(sidecars.get(name) ?? []),
          ...(sidecars.get(withoutExtension(name)) ?? []),
          ...(sidecars.get(`${name}\0version`) ?? []),
        ],
        takeout: named.map((one) => jsonOf(one, json)).find((found) => found !== null) ?? [],
      },
      shared,
      original,
    };
  });
}

/** Name of the picture that a film lies beside: `IMG_1.HEIC` of `IMG_1.MP4`, `PXL_1.MP.jpg` of `PXL_1.MP`. */
function pictureBeside(name: string, pictures: Names): string | null {
  if (!isFilm(name)) return null;
  const picture = pictures.get(withoutExtension(name)) ?? pictures.get(name);
  return picture === undefined ? null : comparedName(picture);
}

/** The files of all kinds that belong to a photo, those of the photo alone first. */
export const companionNames = ({ own, shared }: RelatedCompanions): Uint8Array[] => [
  ...Object.values(own).flat(),
  ...shared,
];

/** Name of the photo of which this is an edited version; null for any other. */
function originalOf(name: string, photos: Names): string | null {
  const [, stem, number = '', extension] = TAKEOUT_EDITED.exec(name) ?? [];
  if (stem !== undefined) return `${stem}${number}${extension}`;
  const cut = stemBeforeCutEnding(withoutExtension(name));
  const whole = cut === null ? undefined : photos.get(cut);
  if (whole !== undefined) return comparedName(whole);
  const [, before, digits, ending] = EDITED_APPLE.exec(name) ?? [];
  return before === undefined ? null : `${before}${digits}.${ending}`;
}

/** Sidecars by the name of their photo, by its stem, and by its name and `version`. */
function sidecarsByName(files: readonly Uint8Array[], photos: Names): Map<string, Uint8Array[]> {
  const found = new Map<string, Uint8Array[]>();
  const add = (key: string, file: Uint8Array): void => {
    found.set(key, [...(found.get(key) ?? []), file]);
  };
  for (const file of files) {
    const name = comparedName(file).slice(0, -'.xmp'.length);
    const version = VERSION.exec(name);
    const main = version === null ? undefined : photos.get(`${version[1]}${version[2]}`);
    if (photos.get(name) !== undefined) add(name, file);
    else if (main !== undefined) add(`${comparedName(main)}\0version`, file);
    else add(name, file);
    // `name.cr2.xmp` of the RAW file also counts for the JPEG of the same shot.
    const stem = withoutExtension(name);
    if (isRaw(name) && photos.get(name) === undefined) add(stem, file);
  }
  return found;
}

interface JsonNames {
  /** By the name of the photo, a NUL and the number behind it. */
  readonly whole: Names;
  /** By the name as far as it goes. */
  readonly cut: Names;
}

function jsonByName(files: readonly Uint8Array[]): JsonNames {
  const whole = new Names();
  const cut = new Names();
  for (const file of files) {
    const [, stem = '', number = ''] = JSON_NAME.exec(comparedName(file)) ?? [];
    const dot = stem.lastIndexOf('.');
    if (dot > 0 && SUPPLEMENT.startsWith(stem.slice(dot + 1)))
      whole.add(`${stem.slice(0, dot)}\0${number}`, file);
    whole.add(`${stem}\0${number}`, file);
    if (stem.length >= SHORTEST_CUT) cut.add(`${stem}\0${number}`, file);
  }
  return { whole, cut };
}

/** `paren(1).jpg` belongs to `paren.jpg(1).json`, `paren.jpg.supplemental-metadata(1).json` or `paren(1).jpg.json`. */
function jsonOf(name: string, { whole, cut }: JsonNames): [Uint8Array] | null {
  const [, stem, number, extension] = NUMBERED.exec(name) ?? [];
  const forms =
    stem === undefined
      ? [[name, ''] as const]
      : [[`${stem}${extension}`, number ?? ''] as const, [name, ''] as const];
  for (const [photo, digits] of forms) {
    const found = whole.get(`${photo}\0${digits}`) ?? whole.get(`${withoutExtension(photo)}\0${digits}`);
    if (found !== undefined) return [found];
    for (let length = Math.min(LONGEST_CUT, photo.length); length >= SHORTEST_CUT; length--) {
      const start = cut.get(`${photo.slice(0, length)}\0${digits}`);
      if (start !== undefined) return [start];
    }
  }
  return null;
}
