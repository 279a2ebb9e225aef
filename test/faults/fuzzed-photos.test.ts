import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../src/domain/label.ts';
import { RAW_FORMATS } from '../../src/domain/photo-format.ts';
import { PROBLEM_KINDS } from '../../src/domain/problem.ts';
import { problemText } from '../../src/i18n/sentences.ts';
import { CrashMarker } from '../../src/indexing/pipeline/crash-marker.ts';
import { LibraryReader } from '../../src/store/library-reader.ts';
import { dumpIndex } from '../support/dump-index.ts';
import { indexFolder } from '../support/index-folder.ts';
import { MADE_RAW, MADE_XMP, madeExif } from '../support/made-raw.ts';
import { MODELS, ROOT } from '../support/paths.ts';
import { recordAttempt } from '../support/record-attempt.ts';
import { removeFolder } from '../support/remove-folder.ts';
import { rounds } from '../support/rounds.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { makeVariant, type Source } from './make-variant.ts';

const FIXTURES = path.join(ROOT, 'test', 'fixtures', 'decode');
/** One library for so many: their files are written, looked at and removed together. */
const AT_ONCE = 1000;
/** No file may take longer, in milliseconds. */
const LONGEST = 30_000;
const MOST_MEMORY = 1.5 * 2 ** 30;
const LOOK_EVERY = 100;

const FILMS = path.join(ROOT, 'test', 'fixtures', 'films');
const filmFiles = (): Source[] =>
  readdirSync(FILMS)
    .filter((name) => !name.endsWith('.sh'))
    .sort()
    .map((name) => ({ name, bytes: readFileSync(path.join(FILMS, name)) }));

/** What other programs write beside photos. */
const BESIDE: readonly Source[] = [
  { name: 'beside.xmp', bytes: Buffer.from(MADE_XMP) },
  {
    name: 'beside.json',
    bytes: Buffer.from(
      '{"title":"a.jpg","description":"garden","photoTakenTime":{"timestamp":"1302005472"},"geoData":{"latitude":48.8,"longitude":2.2},"people":[{"name":"Maria"}],"favorited":true}',
    ),
  },
];

/** The free photos of the project, and the pictures of every format that it tests with. */
function sources(): Source[] {
  const pictures = [path.join(MODELS, 'samples'), FIXTURES, path.join(FIXTURES, 'real')].flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => /\.(jpe?g|png|webp|gif|tiff?|avif|bmp|heic|jxl)$/i.test(name))
      .sort()
      .map((name) => ({ name, bytes: readFileSync(path.join(folder, name)) }))
      .filter(({ bytes }) => bytes.length < 400_000),
  );
  return [...pictures, ...rawFiles(), jxlInBoxes()];
}

/** Every format of cameras, some of them twice: their directories and boxes are what is to be broken. */
function rawFiles(): Source[] {
  const jpeg = readFileSync(path.join(FIXTURES, 'plain.jpg'));
  const thumbnail = readFileSync(path.join(FIXTURES, 'grey.jpg'));
  return RAW_FORMATS.flatMap((format) =>
    [1, 6].map((orientation) => ({
      name: `made-${orientation}.${format}`,
      bytes: MADE_RAW[format]({ jpeg, thumbnail, orientation, sensorBytes: 20_000 }),
    })),
  );
}

/** JPEG XL with its metadata in compressed boxes. */
function jxlInBoxes(): Source {
  const box = (type: string, content: Buffer): Buffer => {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(content.length + 8);
    head.write(type, 4, 'latin1');
    return Buffer.concat([head, content]);
  };
  const bytes = Buffer.concat([
    Buffer.from('\0\0\0\x0cJXL \r\n\x87\n', 'latin1'),
    box('ftyp', Buffer.from('jxl \0\0\0\0jxl ', 'latin1')),
    box('brob', Buffer.concat([Buffer.from('xml '), brotliCompressSync(MADE_XMP)])),
    box('Exif', Buffer.concat([Buffer.alloc(4), madeExif('Made', 'Made JXL')])),
    box('jxlc', readFileSync(path.join(FIXTURES, 'plain.jxl'))),
  ]);
  return { name: 'boxes.jxl', bytes };
}

/** Watches which files are being decoded, and for how long each; the marker is what a new start would read. */
function watchDecoding(library: string): () => number {
  const since = new Map<number, number>();
  let longest = 0;
  const timer = setInterval(() => {
    const now = performance.now();
    const ids = new Set(CrashMarker.read(`${library}.decoding`));
    for (const id of since.keys()) if (!ids.has(id)) since.delete(id);
    for (const id of ids) {
      const start = since.get(id) ?? now;
      since.set(id, start);
      longest = Math.max(longest, now - start);
    }
  }, LOOK_EVERY);
  return () => {
    clearInterval(timer);
    return longest;
  };
}

interface Sum {
  photos: number;
  problems: number;
  lost: number;
  longest: number;
  peak: number;
  restarts: number;
  readonly kinds: Map<string, number>;
}

/**
 * Indexes variants of some files, in libraries of AT_ONCE each, and expects of each that it ended.
 * @param beside of each file one of these is spoilt too, and put beside it
 */
async function indexVariants(
  from: readonly Source[],
  total: number,
  beside: readonly Source[],
): Promise<{ readonly outcome: string; readonly lost: number }> {
  const root = tempFolder();
  const sum: Sum = { photos: 0, problems: 0, lost: 0, longest: 0, peak: 0, restarts: 0, kinds: new Map() };
  for (let first = 0; first < total; first += AT_ONCE) {
    const folder = path.join(root, `photos-${first}`);
    const library = path.join(root, `library-${first}.sqlite`);
    mkdirSync(folder);
    const names: string[] = [];
    for (let number = first; number < Math.min(total, first + AT_ONCE); number++) {
      const { name, bytes } = makeVariant(from, number);
      writeFileSync(path.join(folder, name), bytes);
      names.push(name);
      const companion = beside[number % beside.length];
      if (companion !== undefined)
        writeFileSync(
          path.join(folder, `${name}${path.extname(companion.name)}`),
          makeVariant([companion], number).bytes,
        );
    }
    const decoded = watchDecoding(library);
    const { peak, restarts } = await indexFolder(library, folder);
    sum.longest = Math.max(sum.longest, decoded());
    sum.peak = Math.max(sum.peak, peak);
    sum.restarts += restarts;
    countRows(library, names, sum);
    for (const gone of [folder, library, `${library}-wal`, `${library}-shm`]) removeFolder(gone);
  }
  const { kinds } = sum;
  const outcome = `${sum.photos.toLocaleString('en')} photos, ${sum.problems.toLocaleString('en')} problems (${[...kinds].map(([kind, n]) => `${n} ${kind}`).join(', ')}), longest file ${(sum.longest / 1000).toFixed(1)} s, ${Math.round(sum.peak / 1e6)} MB at most, ${sum.restarts} restarts`;
  console.log(`${total} variants: ${outcome}`);
  expect(sum.lost).toBe(0);
  expect(sum.photos + sum.problems).toBe(total);
  // Both ends are met: else the variants would prove nothing.
  expect(sum.photos).toBeGreaterThan(total / 10);
  expect(sum.problems).toBeGreaterThan(total / 10);
  expect(kinds.size).toBeGreaterThan(2);
  expect(sum.longest).toBeLessThan(LONGEST);
  expect(sum.restarts).toBe(0);
  expect(sum.peak).toBeLessThan(MOST_MEMORY);
  return { outcome, lost: sum.lost };
}

/** Counts how the files of a library ended. */
function countRows(library: string, names: readonly string[], sum: Sum): void {
  const reader = new LibraryReader(library);
  const rows = new Map(
    dumpIndex(library)
      .map((line) => JSON.parse(line) as Record<string, string | null>)
      .filter((row) => 'path' in row)
      .map((row) => [Buffer.from(row['path'] ?? '', 'hex').toString(), row] as const),
  );
  for (const name of names) {
    const row = rows.get(name);
    if (row?.['problem'] != null) sum.problems += 1;
    else if (row?.['hash'] != null) sum.photos += 1;
    else sum.lost += 1;
  }
  const { total: found, rows: problems } = reader.files.problems(0, AT_ONCE);
  for (const { kind, detail } of problems) {
    sum.kinds.set(kind, (sum.kinds.get(kind) ?? 0) + 1);
    expect(PROBLEM_KINDS).toContain(kind);
    expect(detail.length).toBeLessThan(5000);
    for (const language of LANGUAGES) expect(problemText(language, kind)).not.toBe('');
  }
  expect(problems).toHaveLength(found);
  expect(reader.folders()[0]).toMatchObject({ waiting: 0 });
  reader.close();
}

describe('variants of free photos', () => {
  it('are the same for the same number, and differ between numbers', () => {
    const from = sources();
    expect(from.length).toBeGreaterThan(50);
    for (let number = 0; number < 40; number++)
      expect(makeVariant(from, number)).toEqual(makeVariant(from, number));
    expect(new Set(Array.from({ length: 400 }, (_, number) => makeVariant(from, number).name)).size).toBe(
      400,
    );
  });

  it('end each in a row: a photo, or a problem with its kind and a sentence; none hangs, none kills the indexer', async () => {
    const total = rounds(300, 10_000, 100);
    const outcome = await indexVariants(sources(), total, []);
    recordAttempt({
      suite: 'faults',
      what: 'a spoilt picture (bits flipped, cut, spliced, lying sizes, holes, other extension)',
      times: total,
      ...outcome,
    });
  }, 3_600_000);

  it('of RAW files, films and JPEG XL, with spoilt XMP or JSON beside them, end so too', async () => {
    const total = rounds(120, 10_000, 60);
    const jxl = { name: 'plain.jxl', bytes: readFileSync(path.join(FIXTURES, 'plain.jxl')) };
    const outcome = await indexVariants([...rawFiles(), ...filmFiles(), jxl, jxlInBoxes()], total, BESIDE);
    recordAttempt({
      suite: 'faults',
      what: 'a spoilt RAW, film or JPEG XL, with spoilt XMP or JSON beside it',
      times: total,
      ...outcome,
    });
  }, 7_200_000);
});
