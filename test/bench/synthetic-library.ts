import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import {
  APPEARANCE,
  APPEARANCE_SIZE,
  APPEARANCE_VERSION,
  NAMED_COLOURS,
} from '../../src/domain/appearance.ts';
import type { ScoredLabel } from '../../src/domain/label.ts';
import type { Location, Metadata } from '../../src/domain/metadata.ts';
import type { DecodedPhoto } from '../../src/domain/photo.ts';
import { EMBEDDING_SIZE, PHRASE_SIZE, type Prediction } from '../../src/domain/prediction.ts';
import { computeLabels } from '../../src/knowledge/labels/compute-labels.ts';
import { vocabulary } from '../../src/knowledge/labels/vocabulary.ts';
import { IndexWriter } from '../../src/store/index-writer.ts';
import { LibraryReader } from '../../src/store/library-reader.ts';
import { LIBRARY_VERSION } from '../../src/store/migrate.ts';
import type { Outcome } from '../../src/store/photo-writer.ts';
import { UserDataWriter } from '../../src/store/user-data-writer.ts';
import { networkName } from '../../src/vision/classify/network-name.ts';
import { indexFolder } from '../support/index-folder.ts';
import { MODELS, ROOT } from '../support/paths.ts';

/** Changes with everything below that changes what is made. */
const EDITION = 5;
const CACHE = path.join(ROOT, '.cache', 'bench');
const EVALUATED = path.join(ROOT, '.cache', 'eval', 'library.sqlite');
const BATCH = 4000;
const NOTHING = new Uint8Array();
const YEARS = 20;
const FIRST_DAY = Date.UTC(2005, 0, 1);
const DAY = 86_400_000;
/** Photos of one occasion show so many different things. */
const THINGS = 8;
const HASH_BYTES = 8;

const CAMERAS = [
  'Apple iPhone 12',
  'Apple iPhone 6s',
  'Canon EOS 80D',
  'Nikon D70',
  'Samsung SM-G991B',
  'Sony ILCE-7M3',
  'Canon EOS REBEL T3i',
  'Panasonic DMC-TZ10',
  'Google Pixel 6',
  'Fujifilm X-T30',
  'Olympus E-M10',
  'HTC Desire',
];
const LENSES = [
  'EF-S18-55mm f/3.5-5.6 IS',
  'FE 24-105mm F4 G OSS',
  'EF50mm f/1.8 STM',
  'AF-S 35mm f/1.8G',
  'XF 23mm f/2 R WR',
  '70-300mm f/4-5.6',
];
const OCCASIONS = 'Holidays Weekend Birthday Wedding Hike Visit Garden Party Winter Trip Market Zoo'.split(
  ' ',
);
/** The first of the towns; the others lie anywhere. */
const TOWNS: readonly (readonly [name: string, latitude: number, longitude: number])[] = [
  ['Paris', 48.8566, 2.3522],
  ['Berlin', 52.52, 13.405],
  ['London', 51.5074, -0.1278],
  ['Rome', 41.9028, 12.4964],
  ['New York', 40.7128, -74.006],
  ['Tokyo', 35.6762, 139.6503],
  ['Beijing', 39.9042, 116.4074],
  ['Zurich', 47.3769, 8.5417],
  ['Sydney', -33.8688, 151.2093],
  ['Lisbon', 38.7223, -9.1393],
];
const TOWN_COUNT = 300;

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const pick = <T>(list: readonly T[], random: number): T => list[Math.floor(random * list.length)] as T;

/** Picks the n-th with a share of 1/n. */
function zipf<T>(list: readonly T[]): (random: number) => T {
  let sum = 0;
  const until = list.map((_, at) => (sum += 1 / (at + 1)));
  return (random) => list[until.findIndex((most) => random * sum <= most)] as T;
}

/** A real photo's answer and what follows from it. */
interface Base {
  readonly answer: Prediction;
  readonly labels: readonly ScoredLabel[];
}

/** An occasion: one directory, one camera, a few things to see. */
interface Session {
  readonly first: number;
  readonly start: number;
  readonly directory: string;
  readonly camera: string;
  readonly lens: string | null;
  readonly town: (typeof TOWNS)[number] | null;
  readonly keywords: readonly string[];
  readonly bases: readonly Base[];
}

/**
 * A library of made photos, written by the program's own writers in the order in which it would: answers and
 * labels of real photos, signatures mixed of two of them and noise, occasions of about 40 photos over 20 years.
 * The same bytes for the same number, and kept for the next run.
 * @returns its path
 */
export async function syntheticLibrary(photos: number): Promise<string> {
  const file = path.join(CACHE, `synthetic-${photos}-form${LIBRARY_VERSION}.${EDITION}.sqlite`);
  if (existsSync(file)) return file;
  mkdirSync(CACHE, { recursive: true });
  const started = performance.now();
  const made = `${file}.part`;
  for (const name of [made, `${made}-wal`, `${made}-shm`]) rmSync(name, { force: true });
  const sessions = makeSessions(photos, await readBases());
  // Of another network they would be recognised again beside what is measured.
  const network = await networkName(MODELS);

  const userData = new UserDataWriter(made);
  const folder = userData.addFolder(Buffer.from('/photos'), 0);
  userData.close();
  const writer = new IndexWriter(made);
  writer.predictions.recomputeLabels(vocabulary.version, computeLabels, new AbortController().signal);
  const sessionOf = new Uint32Array(photos);
  for (const [at, { first }] of sessions.entries()) sessionOf.fill(at, first);
  const fileOf = (photo: number): MadeFile =>
    madeFile(photo, sessions[sessionOf[photo] as number] as Session);
  for (let from = 0; from < photos; from += BATCH)
    writer.scanned.addFiles(
      folder,
      Array.from({ length: Math.min(BATCH, photos - from) }, (_, at) => {
        const { name, mtime } = fileOf(from + at);
        const size = 2_000_000 + (((from + at) * 7919) % 4_000_000);
        return { path: Buffer.from(name), size, mtime, ctime: mtime, kind: 'photo', cloudOnly: false };
      }),
    );
  for (;;) {
    const waiting = writer.queue.waitingFiles(BATCH, new Set());
    if (waiting.length === 0) break;
    // Rows of `files` count from 1 in the order in which they were added.
    writer.photos.save(
      waiting.map(({ id }) => outcome(id, id - 1, sessions[sessionOf[id - 1] as number] as Session)),
      network,
    );
  }
  writer.checkpoint();
  writer.close();
  renameSync(made, file);
  console.log(`${photos} photos made in ${((performance.now() - started) / 1000).toFixed(0)} s: ${file}`);
  return file;
}

/** Answers of real photos: those of the last evaluation, else of the samples. */
async function readBases(): Promise<Base[]> {
  const copy = path.join(CACHE, 'bases.sqlite');
  for (const name of [copy, `${copy}-wal`, `${copy}-shm`]) rmSync(name, { force: true });
  if (existsSync(EVALUATED)) {
    const evaluated = new Sqlite(EVALUATED, { readonly: true });
    await evaluated.backup(copy);
    evaluated.close();
    new IndexWriter(copy).close();
  } else await indexFolder(copy, path.join(MODELS, 'samples'));
  const reader = new LibraryReader(copy);
  const bases = [...reader.predictions()].map(({ prediction: answer }) => ({
    answer,
    labels: computeLabels(answer),
  }));
  reader.close();
  return bases;
}

function makeSessions(photos: number, bases: readonly Base[]): Session[] {
  const random = seeded(photos);
  const towns = Array.from({ length: TOWN_COUNT }, (_, at): (typeof TOWNS)[number] => {
    const town = TOWNS[at];
    return town ?? [`Town ${at}`, 60 * random() - (at % 3 === 0 ? 35 : 0), 260 * random() - 120];
  });
  const [camera, lens, town] = [zipf(CAMERAS), zipf(LENSES), zipf(towns)];
  const keywords = Array.from({ length: 500 }, (_, at) => `${pick(OCCASIONS, random()).toLowerCase()} ${at}`);
  const lengths: number[] = [];
  for (let left = photos; left > 0; left -= lengths.at(-1) ?? 0)
    lengths.push(Math.min(left, 5 + Math.floor(70 * random())));
  let first = 0;
  return lengths.map((length, at) => {
    // In the order of time, as the names of the directories are.
    const start = FIRST_DAY + ((at + random()) / lengths.length) * YEARS * 365.25 * DAY;
    const day = new Date(start).toISOString().slice(0, 10);
    const where = town(random());
    const taken = camera(random());
    const session = {
      first,
      start,
      directory: `${day.slice(0, 4)}/${day} ${pick(OCCASIONS, random())} in ${where[0]}`,
      camera: taken,
      lens: /EOS|Nikon|ILCE|X-T|E-M/u.test(taken) ? lens(random()) : null,
      town: random() < 0.4 ? where : null,
      keywords: random() < 0.1 ? [pick(keywords, random()), pick(keywords, random())] : [],
      bases: Array.from({ length: THINGS }, () => pick(bases, random())),
    };
    first += length;
    return session;
  });
}

interface MadeFile {
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly taken: number;
  readonly mtime: number;
}

function madeFile(photo: number, session: Session): MadeFile {
  const place = photo - session.first;
  const taken = Math.floor(session.start / 1000) * 1000 + place * 97_000;
  const digits = new Date(taken).toISOString().replace(/\D/gu, '');
  const name =
    session.lens === null
      ? `IMG_${digits.slice(0, 8)}_${digits.slice(8, 14)}${String(photo % 1000).padStart(3, '0')}.jpg`
      : `DSC_${String(1 + (photo % 9999)).padStart(4, '0')}.JPG`;
  return { name: `${session.directory}/${name}`, taken, mtime: (taken + 1000) * 1000 };
}

function outcome(file: number, photo: number, session: Session): Outcome {
  const random = seeded(photo);
  const { name, taken } = madeFile(photo, session);
  const base = pick(session.bases, random());
  const location: Location | null =
    session.town === null
      ? null
      : {
          latitude: session.town[1] + 0.04 * (random() - 0.5),
          longitude: session.town[2] + 0.04 * (random() - 0.5),
        };
  const metadata: Metadata = {
    takenAt: {
      local: new Date(taken).toISOString().slice(0, 19),
      precision: 'second',
      offset: null,
      from: 'exif-original',
    },
    camera: session.camera,
    keywords: session.keywords,
    ...(session.lens === null ? {} : { lens: session.lens }),
    ...(location === null ? {} : { location }),
    ...(random() < 0.05 ? { rating: 1 + Math.floor(5 * random()) } : {}),
    ...(random() < 0.005
      ? { caption: `What we saw on day ${photo % 365} in ${session.town?.[0] ?? 'town'}` }
      : {}),
  };
  const decoded: DecodedPhoto = {
    format: 'jpeg',
    width: photo % 3 === 0 ? 3024 : 4032,
    height: photo % 3 === 0 ? 4032 : 3024,
    input: NOTHING,
    thumbnail: NOTHING,
    colour: Math.floor(32_768 * random()),
    perceptualHash: Uint8Array.from({ length: HASH_BYTES }, () => Math.floor(256 * random())),
    appearance: madeAppearance(random),
    metadata,
    warning: null,
  };
  return {
    file,
    kind: 'photo',
    hash: createHash('sha256').update(name).digest(),
    decoded,
    prediction: { ...base.answer, ...mixed(base, pick(session.bases, random()), random) },
    labels: base.labels,
  };
}

const SCALE = 300;
const OWN_SHARE = 0.8;
/** Near to normal numbers with the spread of a stored signature's. */
const NOISE = (() => {
  const random = seeded(1);
  const spread = SCALE / Math.sqrt(EMBEDDING_SIZE / 2);
  return Float32Array.from(
    { length: 65_536 },
    () => spread * (random() + random() - random() - random()) * 1.2,
  );
})();

/** The embeddings of a photo that shows mostly one thing and something of another. */
function mixed(one: Base, other: Base, random: () => number): Pick<Prediction, 'embedding' | 'phrase'> {
  const [a, b] = [one.answer, other.answer];
  const noiseAt = Math.floor(random() * (NOISE.length - EMBEDDING_SIZE));
  const noise = 0.3 + 0.3 * random();
  const sum = new Float32Array(EMBEDDING_SIZE);
  let squares = 0;
  for (let i = 0; i < EMBEDDING_SIZE; i++) {
    const value =
      OWN_SHARE * (a.embedding[i] as number) +
      (1 - OWN_SHARE) * (b.embedding[i] as number) +
      noise * (NOISE[noiseAt + i] as number);
    sum[i] = value;
    squares += value * value;
  }
  const scale = SCALE / Math.sqrt(squares);
  return {
    embedding: Int8Array.from(sum, (value) => Math.max(-127, Math.min(127, Math.round(value * scale)))),
    phrase: Int8Array.from({ length: PHRASE_SIZE }, (_, i) => {
      const value = OWN_SHARE * (a.phrase?.[i] ?? 0) + (1 - OWN_SHARE) * (b.phrase?.[i] ?? 0);
      return Math.max(-127, Math.min(127, Math.round(value + (noise * (NOISE[noiseAt + i] ?? 0)) / 2)));
    }),
  };
}

/** Any colours, any brightness: what a search has to look at, not what a photo looks like. */
function madeAppearance(random: () => number): Uint8Array {
  const code = (): number => 1 + Math.floor(NAMED_COLOURS.length * random());
  return Uint8Array.from({ length: APPEARANCE_SIZE }, (_, at) => {
    if (at === APPEARANCE.version) return APPEARANCE_VERSION;
    return at < APPEARANCE.brightness
      ? (code() << 4) | (random() < 0.5 ? code() : 0)
      : Math.floor(256 * random());
  });
}
