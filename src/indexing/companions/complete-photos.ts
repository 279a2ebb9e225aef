import { createHash } from 'node:crypto';
import type { FoundCompanion } from '../../domain/companion.ts';
import type { TakenAt } from '../../domain/metadata.ts';
import type {
  CompanionDirectory,
  CompanionPhoto,
  CompanionStore,
  CompletedPhoto,
} from '../../store/companion-store.ts';
import { datesOfName } from '../../vision/decode/read-metadata.ts';
import { photoName } from '../pipeline/photo-name.ts';
import { type CompanionFacts, NO_FACTS } from './companion-facts.ts';
import { COMPANION_KINDS, companionKind } from './companion-name.ts';
import { mergeMetadata, type SourcedMetadata } from './merge-metadata.ts';
import { type FactsOf, readCompanion } from './read-companion.ts';
import { companionNames, relateCompanions } from './relate-companions.ts';

/** Raised with what is read of companions, or of which photo: all are then read again. */
const VERSION = 2;
const AT_ONCE = 50;
const SLASH = Buffer.from('/');
/** In place of a fingerprint: a companion could not be read, so that the next run tries again. */
const UNREAD = '';

/** One file of a photo with its companions. */
interface CompanionedFile {
  readonly at: CompanionDirectory;
  readonly file: CompanionPhoto;
  readonly companions: readonly FoundCompanion[];
  /** The photo of which it is an edited version, with its companions. */
  readonly original: CompanionedFile | null;
}

/**
 * Completes the rows of photos by their companions, and makes those again whose companions appeared, changed or
 * disappeared. The photos themselves are neither opened nor recognised again. Where a companion cannot be read just now,
 * a photo keeps what was read of it before, and the next run tries again. Stops when aborted; the next run continues.
 * @param mayGoOn called before each photo; resolves when work may continue
 * @param now ms since 1970
 * @returns number of photos whose rows were made again
 */
export async function completePhotos(
  store: CompanionStore,
  signal: AbortSignal,
  mayGoOn: () => Promise<void>,
  now: () => number,
): Promise<number> {
  const wanted = filesByPhoto(store);
  const outOfReach = store.outOfReach();
  const stored = new Map(store.completed().map(({ photo, fingerprint }) => [photo, fingerprint]));
  const due = [...new Set([...wanted.keys(), ...stored.keys()])].filter((photo) => {
    const files = wanted.get(photo);
    const fingerprint = files === undefined ? undefined : fingerprintOf(files);
    return !outOfReach.has(photo) && fingerprint !== stored.get(photo);
  });
  const read = reader(now, signal);
  let done = 0;
  for (let at = 0; at < due.length && !signal.aborted; at += AT_ONCE) {
    const completed: CompletedPhoto[] = [];
    for (const photo of due.slice(at, at + AT_ONCE)) {
      await mayGoOn();
      if (signal.aborted) break;
      const made = await completePhoto(store, photo, wanted.get(photo) ?? [], read, now());
      if (made.fingerprint !== UNREAD || !stored.has(photo)) completed.push(made);
    }
    store.complete(completed);
    done += completed.length;
  }
  return done;
}

type Read = (at: CompanionDirectory, companion: FoundCompanion) => Promise<FactsOf | null>;

/** Reads companions; those of a whole directory are kept, because each of its photos needs them. */
function reader(now: () => number, signal: AbortSignal): Read {
  let last: { readonly path: Buffer; readonly facts: Promise<FactsOf | null> }[] = [];
  return (at, { name }) => {
    const path = at.directory.length === 0 ? Buffer.from(name) : Buffer.concat([at.directory, SLASH, name]);
    const read = (): Promise<FactsOf | null> => readCompanion(at.folder, path, name, now(), signal);
    const kind = companionKind(name);
    if (kind === null || !COMPANION_KINDS[kind].isShared) return read();
    const key = Buffer.concat([at.folder, Buffer.of(0), path]);
    const known = last.find((one) => one.path.equals(key));
    if (known !== undefined) return known.facts;
    const facts = read();
    last = [{ path: key, facts }, ...last].slice(0, 8);
    return facts;
  };
}

/** The files of each photo that have companions or an original, in the order of directories and names. */
function filesByPhoto(store: CompanionStore): Map<number, CompanionedFile[]> {
  const found = new Map<number, CompanionedFile[]>();
  for (const at of store.directories()) {
    const companions = store.companionsIn(at);
    const photos = store.photosIn(at);
    const related = relateCompanions(
      photos.map(({ name }) => name),
      companions.map(({ name }) => name),
    );
    const byName = new Map(companions.map((companion) => [companion.name, companion]));
    const withCompanions = (i: number): Omit<CompanionedFile, 'original'> | null => {
      const [file, of] = [photos[i], related[i]];
      if (file === undefined || of === undefined) return null;
      return { at, file, companions: companionNames(of).flatMap((name) => byName.get(name) ?? []) };
    };
    const numbers = new Map(photos.map(({ name }, i) => [name, i]));
    for (const [i, { photo }] of photos.entries()) {
      const one = withCompanions(i);
      const name = related[i]?.original ?? null;
      const ofOriginal = name === null ? null : withCompanions(numbers.get(name) ?? -1);
      const original = ofOriginal === null ? null : { ...ofOriginal, original: null };
      if (one !== null && (one.companions.length > 0 || original !== null))
        found.set(photo, [...(found.get(photo) ?? []), { ...one, original }]);
    }
  }
  return found;
}

/** Whether anything that a photo's row was made from has changed. */
function fingerprintOf(files: readonly CompanionedFile[]): string {
  const state = ({ file, companions }: CompanionedFile): unknown => [
    Buffer.from(file.name).toString('latin1'),
    file.mtime,
    companions.map(({ name, size, mtime, ctime }) => [
      Buffer.from(name).toString('latin1'),
      size,
      mtime,
      ctime,
    ]),
  ];
  const all = files.map((one) => [
    state(one),
    one.original === null ? null : [one.original.file.photo, state(one.original)],
  ]);
  return createHash('sha256')
    .update(JSON.stringify([VERSION, all]))
    .digest('base64url');
}

async function completePhoto(
  store: CompanionStore,
  photo: number,
  files: readonly CompanionedFile[],
  read: Read,
  now: number,
): Promise<CompletedPhoto> {
  const own = store.ownMetadata(photo);
  const sources: SourcedMetadata[number][] = [{ kind: 'own', metadata: own }];
  const dates: TakenAt[] = [];
  const albums = new Set<string>();
  let isFavourite = false;
  let isRead = true;
  const factsFor = async (
    at: CompanionDirectory,
    companion: FoundCompanion,
    name: Uint8Array,
  ): Promise<CompanionFacts> => {
    const facts = await read(at, companion);
    isRead &&= facts !== null;
    return facts?.(name) ?? NO_FACTS;
  };
  for (const { at, file, companions, original } of files) {
    dates.push(...datesOfName(photoName({ ...at, path: pathOf(at, file), mtime: file.mtime }), { now }));
    for (const companion of companions) {
      const facts = await factsFor(at, companion, file.name);
      sources.push({ kind: sourceKind(companion, file), metadata: facts.metadata });
      isFavourite ||= facts.isFavourite;
      for (const album of facts.albums) albums.add(album);
    }
    if (original === null) continue;
    const around = await Promise.all(
      original.companions.map(async (companion) => ({
        kind: sourceKind(companion, original.file),
        metadata: (await factsFor(at, companion, original.file.name)).metadata,
      })),
    );
    const ofOriginal = { kind: 'own', metadata: store.ownMetadata(original.file.photo) } as const;
    sources.push({ kind: 'original', metadata: mergeMetadata([ofOriginal, ...around], [], now) });
  }
  const hasSources = files.length > 0;
  const fingerprint = isRead ? fingerprintOf(files) : UNREAD;
  return {
    photo,
    fingerprint: hasSources ? fingerprint : null,
    own,
    metadata: hasSources ? mergeMetadata(sources, dates, now) : own,
    isFavourite,
    albums: [...albums],
  };
}

const pathOf = ({ directory }: CompanionDirectory, { name }: CompanionPhoto): Uint8Array =>
  directory.length === 0 ? name : Buffer.concat([directory, SLASH, name]);

function sourceKind({ name, mtime }: FoundCompanion, file: CompanionPhoto): SourcedMetadata[number]['kind'] {
  switch (companionKind(name)) {
    case 'sidecar':
      return mtime >= file.mtime ? 'newer-sidecar' : 'older-sidecar';
    case 'picasa':
      return 'picasa';
    case 'takeout':
    case 'takeout-album':
    case null:
      return 'takeout';
  }
}
