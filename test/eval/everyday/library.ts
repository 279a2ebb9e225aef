import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Library } from '../../../src/app/library.ts';
import type { SwitchedAnalyserId } from '../../../src/domain/analyser.ts';
import { superviseIndexer } from '../../../src/indexing/process/supervise.ts';
import { installPackFromFolder, packName } from '../../../src/platform/packs/installed-packs.ts';
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
async function bringUpToDate(
  library: string,
  analysers: readonly SwitchedAnalyserId[],
  pack: string | null,
): Promise<void> {
  const { indexed, known, seconds, problems } = await superviseIndexer(
    {
      library,
      models: MODELS,
      folders: null,
      resident: false,
      paused: false,
      analysers,
      dataFolder: path.dirname(library),
      pack,
    },
    { onProgress: () => {}, onRestart: (exit, output) => console.error(exit, output) },
  ).finished;
  console.log(
    `${indexed} photos indexed in ${seconds.toFixed(0)} s, ${known} known, ${problems} problems: ${library}`,
  );
}

/** Installs a pack beside a library and chooses it. @returns ID@VERSION; null: the pack that ships is chosen */
async function choosePack(library: string, folder: string | null): Promise<string | null> {
  const pack = folder === null ? null : await installPackFromFolder(path.dirname(library), folder);
  const open = await openAtRest(library);
  const { chosen } = await open.handlers['imageText.use']({
    pack: pack === null ? null : packName(pack.manifest),
  });
  await open.close();
  return chosen;
}

/**
 * Opens a library of the photos under neutral names.
 * @param photos the folder with MANIFEST.tsv
 * @param named a library of such copies, wherever they lie; null: that of the last run, made where there is none
 * @param analysers what else is looked for in them
 * @param folder of an image-text pack, or of a model in the layout of another program, that the searches use
 */
export async function openEverydayLibrary(
  photos: string,
  named: string | null,
  analysers: readonly SwitchedAnalyserId[] = ['text'],
  folder: string | null = null,
): Promise<EverydayLibrary> {
  const library =
    named ?? path.join(WORK, analysers.includes('faces') ? 'library-with-faces.sqlite' : 'library.sqlite');
  const names = namesIn(photos);
  if (named === null) {
    const copies = copyNeutrally(photos, names);
    if (!existsSync(library)) {
      const userData = new UserDataWriter(library);
      userData.addFolder(Buffer.from(copies), 0);
      userData.close();
    }
  }
  const pack = await choosePack(library, folder);
  await bringUpToDate(library, analysers, pack);
  const open = await openAtRest(library);
  await open.fitImageText();
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
