import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Library } from '../../../src/app/library.ts';
import type { AnalyserId } from '../../../src/domain/analyser.ts';
import { superviseIndexer } from '../../../src/indexing/process/supervise.ts';
import { LibraryReader } from '../../../src/store/library-reader.ts';
import { UserDataWriter } from '../../../src/store/user-data-writer.ts';
import { openAtRest } from '../../support/open-at-rest.ts';
import { MODELS, ROOT } from '../../support/paths.ts';
import type { Found } from './figures.ts';

/** A library of the photos under names that say nothing, open. */
export interface EverydayLibrary {
  readonly open: Library;
  readonly reader: LibraryReader;
  /** Of each photo of the library its names in MANIFEST.tsv. */
  readonly filesOf: ReadonlyMap<number, readonly string[]>;
  /** All hits of the search as the window shows them, page by page: likely and possible. */
  shown(text: string): Promise<{ readonly found: Found[]; readonly correction: string | null }>;
  /** All photos that have any score, as `beachcomb search --all` prints them. */
  ranked(text: string): Promise<Found[]>;
  close(): Promise<void>;
}

const PAGE = 1000;
const PER_FOLDER = 500;
const WORK = path.join(ROOT, '.cache', 'everyday');

/** Names of MANIFEST.tsv, mixed up so that no order tells what a photo shows. */
const namesIn = (photos: string): string[] =>
  readFileSync(path.join(photos, 'MANIFEST.tsv'), 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t')[0] ?? '')
    .map((name) => ({ name, key: createHash('sha256').update(name).digest('hex') }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ name }) => name);

/** Copies the photos to 00/00000.jpg, 00/00001.jpg …: a folder "stop_sign" would answer for the search. */
function copyNeutrally(photos: string, names: readonly string[]): string {
  const to = path.join(WORK, 'photos');
  for (const [at, name] of names.entries()) {
    const folder = path.join(to, String(Math.floor(at / PER_FOLDER)).padStart(2, '0'));
    mkdirSync(folder, { recursive: true });
    const copy = path.join(folder, String(at).padStart(5, '0') + path.extname(name));
    if (!existsSync(copy)) copyFileSync(path.join(photos, name), copy);
  }
  return to;
}

/** Brings a library up to date with its folders, network and vocabulary; what fits already costs nothing. */
async function bringUpToDate(library: string, analysers: readonly AnalyserId[]): Promise<void> {
  const { indexed, known, seconds, problems } = await superviseIndexer(
    { library, models: MODELS, folders: null, resident: false, paused: false, analysers },
    { onProgress: () => {}, onRestart: (exit, output) => console.error(exit, output) },
  ).finished;
  console.log(
    `${indexed} photos indexed in ${seconds.toFixed(0)} s, ${known} known, ${problems} problems: ${library}`,
  );
}

/**
 * Opens a library of the photos under neutral names.
 * @param photos the folder with MANIFEST.tsv
 * @param named a library of such copies, wherever they lie; null: that of the last run, made where there is none
 * @param analysers what else is looked for in them
 */
export async function openEverydayLibrary(
  photos: string,
  named: string | null,
  analysers: readonly AnalyserId[] = ['text'],
): Promise<EverydayLibrary> {
  const library =
    named ?? path.join(WORK, analysers.includes('faces') ? 'library-with-faces.sqlite' : 'library.sqlite');
  const names = namesIn(photos);
  if (named === null) {
    const folder = copyNeutrally(photos, names);
    if (!existsSync(library)) {
      const userData = new UserDataWriter(library);
      userData.addFolder(Buffer.from(folder), 0);
      userData.close();
    }
  }
  await bringUpToDate(library, analysers);
  const open = await openAtRest(library);
  const reader = new LibraryReader(library);
  // By their bytes: whatever the copies are called.
  const filesOf = new Map<number, string[]>();
  for (const name of names) {
    const hash = createHash('sha256')
      .update(readFileSync(path.join(photos, name)))
      .digest();
    const photo = reader.photoWithHash(hash);
    if (photo === null) throw new Error(`The library has no copy of ${name}.`);
    filesOf.set(photo, [...(filesOf.get(photo) ?? []), name]);
  }
  const foundOf = (hits: readonly { readonly photo: number; readonly level: string }[]): Found[] =>
    hits.map(({ photo, level }) => ({ files: filesOf.get(photo) ?? [], likely: level === 'likely' }));
  return {
    open,
    reader,
    filesOf,
    async shown(text) {
      const page = (offset: number) =>
        open.handlers['search.run']({ text, sort: 'relevance', verbatim: false, offset, limit: PAGE });
      const first = await page(0);
      const hits = [...first.hits];
      while (hits.length < first.likely + first.possible) hits.push(...(await page(hits.length)).hits);
      return { found: foundOf(hits), correction: first.correction?.text ?? null };
    },
    async ranked(text) {
      const result = await open.search(text, { sort: 'relevance', all: true });
      return foundOf(result.hits(0, result.length));
    },
    async close() {
      reader.close();
      await open.close();
    },
  };
}
