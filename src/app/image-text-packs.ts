import { stat } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import type { ImageTextState } from '../api/contract/image-text-calls.ts';
import { BeachcombError } from '../domain/error.ts';
import { BUNDLED_IMAGE_TEXT, hasImageNetwork, PACK_MANIFEST, packContent } from '../domain/pack.ts';
import { log } from '../platform/log/log.ts';
import { listInstalledPacks, packFolder, packName } from '../platform/packs/installed-packs.ts';
import { type Pack, readPack } from '../platform/packs/read-pack.ts';
import type { AnsweringPack } from '../search/image-text/answering-pack.ts';
import { fitSureness } from '../search/image-text/fit-sureness.ts';
import { LEAST_AGREEMENT, type Sureness, surenessSchema } from '../search/image-text/sureness.ts';
import type { Searcher } from '../search/searcher.ts';
import { namedEmbeddingsFrom, namedEmbeddingsToBytes } from '../search/text-embedding/named-embeddings.ts';
import { openPhrases, type Phrases } from '../search/text-embedding/open-phrases.ts';
import type { EmbeddingPackRow } from '../store/embedding-packs.ts';
import type { LibraryReader } from '../store/library-reader.ts';
import { saveSureness } from '../store/save-sureness.ts';
import { storedSetting } from './stored-setting.ts';

/** Key of the setting. */
const SETTING = 'imageText';
/** ID@VERSION, which is also the name of a folder. */
const nameSchema = z.string().regex(/^[a-z0-9-]{1,64}@[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/);
const choiceSchema = z.strictObject({
  /** The added pack that searches are to use, ID@VERSION; null: the one that ships. */
  pack: nameSchema.nullable(),
  /** The one that answered when it was chosen, and answers until it can. */
  before: nameSchema.nullable(),
});
export type ImageTextChoice = Readonly<z.infer<typeof choiceSchema>>;
const NO_CHOICE: ImageTextChoice = { pack: null, before: null };

/** Time for a reply of a text network, which may have a gigabyte, loading included. */
const DEADLINE_MS = 120_000;
/** Between two looks at whether a pack was chosen elsewhere, or can be fitted. */
const LOOK_EVERY_MS = 3000;
/** Fitted again when the library has so many times the photos that it was fitted on. */
const GROWN = 4;
/** Photos of a fit that no further ones improve. */
const ENOUGH = 1000;

interface Sources {
  /** Path of library.sqlite. */
  readonly library: string;
  readonly models: string;
  /** Data folder of Beachcomb. */
  readonly dataFolder: string;
  readonly reader: LibraryReader;
  readonly searcher: Searcher;
  /** The text network that ships. */
  readonly bundled: Phrases;
  /** Where failures of a text network go. */
  readonly log: (detail: string) => void;
}

/** An added pack that answers, and what it was opened from. */
interface Opened {
  readonly name: string;
  readonly key: string;
  readonly pack: AnsweringPack;
}

/** Which image-text pack searches use: the choice of the user, and what of it can answer. */
export class ImageTextPacks {
  readonly #sources: Sources;
  #opened: Opened | null = null;
  /** Never rejects. */
  #opening: Promise<unknown> | null = null;
  #timer: NodeJS.Timeout | undefined;
  #fitting: Promise<void> | null = null;
  #fitter: Phrases | null = null;
  #isClosed = false;
  /** The pack whose fit failed, until the next start: each trial takes minutes. */
  #unfitted: string | null = null;
  /** Names of packs that could not be read. */
  readonly #logged = new Set<string>();

  constructor(sources: Sources) {
    this.#sources = sources;
  }

  choice(): ImageTextChoice {
    return storedSetting(this.#sources.reader, SETTING, choiceSchema, NO_CHOICE);
  }

  /**
   * The choice of an added pack, to be kept as the setting.
   * @param wanted an id or ID@VERSION; null, or the id of the pack that ships: that one
   * @throws BeachcombError with a reason: `not-found` if there is no such pack, `bad-request` if no search can use it
   */
  async choose(wanted: string | null): Promise<{ readonly key: string; readonly value: ImageTextChoice }> {
    const name = wanted === BUNDLED_IMAGE_TEXT ? null : wanted;
    const { packs } = await listInstalledPacks(this.#sources.dataFolder);
    const named = packs.filter(({ manifest }) => [manifest.id, packName(manifest)].includes(name ?? ''));
    const found = named.findLast(({ manifest }) => hasImageNetwork(manifest)) ?? named.at(-1);
    if (name !== null && found === undefined)
      throw new BeachcombError('not-found', `There is no added pack ${name}.`, {
        reason: { code: 'pack-not-added', name: name.slice(0, 200) },
      });
    if (found !== undefined && !hasImageNetwork(found.manifest))
      throw new BeachcombError('bad-request', `${packName(found.manifest)} has no image network.`, {
        reason: { code: 'pack-without-image-network', name: packName(found.manifest) },
      });
    await this.current();
    const pack = found === undefined ? null : packName(found.manifest);
    return { key: SETTING, value: { pack, before: this.#opened?.name ?? null } };
  }

  /** The added packs that searches could use. */
  async #available(): Promise<Pack[]> {
    const { packs } = await listInstalledPacks(this.#sources.dataFolder);
    return packs.filter(({ manifest }) => hasImageNetwork(manifest));
  }

  /** The added pack that answers now; null: the one that ships does. */
  async current(): Promise<AnsweringPack | null> {
    // One at a time: each would open a text network.
    const opening = (this.#opening ?? Promise.resolve()).then(() => this.#find());
    this.#opening = opening.catch(() => null);
    return (await opening)?.pack ?? null;
  }

  async #find(): Promise<Opened | null> {
    const { pack, before } = this.choice();
    const rows = pack === null || this.#isClosed ? [] : this.#sources.reader.embeddingPacks();
    const names = pack === null ? [] : new Set([pack, before].filter((name) => name !== null));
    for (const name of names) {
      const opened = await this.#open(name, rows).catch((error: unknown) => this.#unreadable(name, error));
      if (opened !== null) return opened;
    }
    await this.#replace(null);
    return null;
  }

  /** The same object until the pack, its embeddings or their fit are others. */
  async #open(name: string, rows: readonly EmbeddingPackRow[]): Promise<Opened | null> {
    const folder = packFolder(this.#sources.dataFolder, name);
    const own = rows.filter((row) => row.name === name);
    if (own.every((row) => !row.isWhole || row.sureness === null)) return null;
    const { mtimeMs, size } = await stat(path.join(folder, PACK_MANIFEST));
    const key = JSON.stringify([name, mtimeMs, size, own]);
    if (this.#opened?.key === key) return this.#opened;
    const { manifest } = await readPack(folder);
    const row = own.find(({ content }) => content === packContent(manifest));
    const sureness = row === undefined ? null : surenessOf(row);
    if (row === undefined || sureness === null || sureness.agreement < LEAST_AGREEMENT || row.size === null)
      return null;
    const bytes = this.#sources.reader.packNames(row.number);
    if (bytes === null) return null;
    const names = namedEmbeddingsFrom(bytes, row.size);
    const phrases = this.#openPhrases(folder);
    const opened: Opened = {
      name,
      key,
      pack: { number: row.number, size: row.size, sureness, names, phrases },
    };
    await this.#replace(opened);
    return opened;
  }

  async #replace(opened: Opened | null): Promise<void> {
    const before = this.#opened;
    this.#opened = opened;
    await before?.pack.phrases.close();
  }

  #openPhrases(pack: string): Phrases {
    const { models, log: report } = this.#sources;
    return openPhrases(models, { pack, deadlineMs: DEADLINE_MS, log: report });
  }

  /** What is chosen, what answers, and why that is not the same. */
  async state(): Promise<ImageTextState> {
    const { pack: chosen } = this.choice();
    const answering = (await this.current()) === null ? null : (this.#opened?.name ?? null);
    const available = (await this.#available()).map(({ manifest }) => packName(manifest));
    const state = chosen === null || chosen === answering ? 'answering' : await this.#whyNot(chosen);
    return { available, chosen, answering, state };
  }

  async #whyNot(chosen: string): Promise<ImageTextState['state']> {
    const pack = await this.#chosenPack(chosen);
    if (pack === null) return 'missing';
    const row = this.#rowOf(chosen, pack);
    if (row === undefined) return 'preparing';
    if (row.isFailed || this.#unfitted === chosen) return 'unusable';
    const sureness = surenessOf(row);
    if (sureness !== null && sureness.agreement < LEAST_AGREEMENT) return 'unfit';
    return row.isWhole ? 'fitting' : 'preparing';
  }

  async #chosenPack(name: string): Promise<Pack | null> {
    try {
      return await readPack(packFolder(this.#sources.dataFolder, name));
    } catch (error) {
      return this.#unreadable(name, error);
    }
  }

  /** Logged once: every search asks for the pack. */
  #unreadable(name: string, error: unknown): null {
    if (!this.#logged.has(name)) log.warn('an added image-text pack cannot be read', { error, detail: name });
    this.#logged.add(name);
    return null;
  }

  #rowOf(name: string, { manifest }: Pack): EmbeddingPackRow | undefined {
    const content = packContent(manifest);
    return this.#sources.reader.embeddingPacks().find((row) => row.name === name && row.content === content);
  }

  /**
   * Fits the chosen pack whenever it is whole and was not fitted, or on far fewer photos.
   * @param onChoice called when another pack was chosen, by whatever program
   */
  watch(onChoice: () => void): void {
    let before = this.choice().pack;
    const look = async (): Promise<void> => {
      const { pack } = this.choice();
      if (pack !== before) {
        before = pack;
        onChoice();
      }
      if (pack !== this.#unfitted) await this.fit();
    };
    const next = (): void => {
      this.#timer = setTimeout(() => {
        look()
          .catch((error: unknown) => {
            if (this.#isClosed) return;
            this.#unfitted = this.choice().pack;
            log.error('an image-text pack cannot be fitted', { error, detail: this.#unfitted ?? '' });
          })
          .finally(() => {
            if (!this.#isClosed) next();
          });
      }, LOOK_EVERY_MS).unref();
    };
    next();
  }

  /** Fits the chosen pack if that is due. @throws BeachcombError if a text network cannot run, or the store */
  fit(): Promise<void> {
    this.#fitting ??= this.#fit().finally(() => {
      this.#fitting = null;
    });
    return this.#fitting;
  }

  async #fit(): Promise<void> {
    const { pack: name } = this.choice();
    const { reader, searcher, dataFolder, bundled, library } = this.#sources;
    // Most libraries use the pack that ships, and nothing else is read for them.
    if (name === null || !reader.embeddingPacks().some((row) => row.name === name && row.isWhole)) return;
    const pack = await this.#chosenPack(name);
    const row = pack === null ? undefined : this.#rowOf(name, pack);
    searcher.refresh();
    const photos = photosIn(searcher);
    if (row?.isWhole !== true || row.size === null || !isDue(surenessOf(row), photos.length)) return;
    const added = this.#openPhrases(packFolder(dataFolder, name));
    this.#fitter = added;
    try {
      const fitted = await fitSureness({ reader, number: row.number, photos, bundled, added });
      if (fitted === null || this.#isClosed) return;
      saveSureness(
        library,
        row.number,
        JSON.stringify(fitted.sureness),
        namedEmbeddingsToBytes(fitted.names),
      );
      log.info('an image-text pack was fitted', { detail: `${name} ${JSON.stringify(fitted.sureness)}` });
    } finally {
      await added.close();
      this.#fitter = null;
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    await this.#fitter?.close();
    await this.#opening;
    await this.#replace(null);
  }
}

const photosIn = ({ index }: Searcher): number[] =>
  Array.from(index.newest, (ordinal) => index.columns.id[ordinal] as number);

const isDue = (fitted: Sureness | null, photos: number): boolean =>
  fitted === null || (fitted.photos < ENOUGH && photos >= GROWN * fitted.photos);

/** Null where it was never fitted, or by another version. */
function surenessOf({ sureness, name }: EmbeddingPackRow): Sureness | null {
  if (sureness === null) return null;
  const parsed = surenessSchema.safeParse(JSON.parse(sureness));
  if (!parsed.success) log.warn('the fit of an image-text pack is of another version', { detail: name });
  return parsed.success ? parsed.data : null;
}
