import { log } from '../../platform/log/log.ts';
import type { WaitingFile } from '../../store/index-queue.ts';
import type { IndexWriter } from '../../store/index-writer.ts';
import type { ListedPhoto } from '../../store/listed-photos.ts';
import { readHeads } from '../../vision/decode/read-head.ts';
import { readHeadBytes } from '../../vision/decode/read-head-bytes.ts';
import { photoName } from './photo-name.ts';
import { isSilent } from './silent-drives.ts';

export interface ListTools {
  readonly writer: IndexWriter;
  readonly signal: AbortSignal;
  /** In ms since 1970. */
  readonly now: () => number;
  /** Number of heads read at once. */
  readonly readers: number;
  /** Called before each head is read; resolves when work may continue. A pause does not stop it: it is part of the scan. */
  readonly mayGoOn: () => Promise<void>;
  /** Called for every saved batch, with the number of its files. */
  readonly onListed: (files: number) => void;
}

/** A file with its first bytes. */
interface FileHead {
  readonly file: WaitingFile;
  readonly bytes: Buffer;
}

/** Photos that are saved in one transaction. */
const BATCH = 250;
/** Heads that are understood at once: few enough that their bytes, up to 1 MB each, are no burden. */
const UNDERSTOOD_AT_ONCE = 32;
/** The first ones of a run are to be seen at once. */
const FIRST_BATCH = 40;

/**
 * The first pass: lists photos by the first bytes of their files, so that they are in the timeline and in searches by
 * date, name, place and camera before anything is decoded or recognised. All progress is in the library. Files that
 * cannot be read, or are no photos, are left to the pass that reads them as a whole, which states why.
 */
export class PhotoLister {
  readonly #tools: ListTools;
  #last: number;
  #isFirst = true;

  constructor(tools: ListTools) {
    this.#tools = tools;
    this.#last = tools.writer.listed.lastFile();
  }

  /** Lists what a scan found since the last call. */
  async listFound(): Promise<void> {
    const { writer } = this.#tools;
    const files = writer.listed.foundAfter(this.#last);
    this.#last = writer.listed.lastFile();
    await this.#list(files);
  }

  /** Lists all that is left, the newest first. @param missing see ListedPhotos.toList */
  listAll(missing: readonly number[]): Promise<void> {
    return this.#list(this.#tools.writer.listed.toList(missing));
  }

  async #list(files: readonly number[]): Promise<void> {
    const { writer, signal, onListed } = this.#tools;
    for (let at = 0; at < files.length && !signal.aborted; ) {
      const size = this.#isFirst ? FIRST_BATCH : BATCH;
      this.#isFirst = false;
      writer.listed.add(await this.#read(writer.listed.files(files.slice(at, at + size))));
      at += size;
      onListed(Math.min(size, files.length - at + size));
    }
  }

  async #read(files: readonly WaitingFile[]): Promise<ListedPhoto[]> {
    const photos: ListedPhoto[] = [];
    let heads: FileHead[] = [];
    let understood = Promise.resolve();
    /** Gives what was read to the thread that understands it, once it is done with what it has. */
    const understand = async (): Promise<void> => {
      const [some, before] = [heads, understood];
      heads = [];
      understood = before.then(async () => void photos.push(...(await this.#understand(some))));
      await before;
    };
    let next = 0;
    const reader = async (): Promise<void> => {
      for (let file = files[next++]; file !== undefined; file = files[next++]) {
        if (this.#tools.signal.aborted) return;
        const bytes = await this.#readOne(file);
        if (bytes !== null) heads.push({ file, bytes });
        if (heads.length === UNDERSTOOD_AT_ONCE) await understand();
      }
    };
    await Promise.all(Array.from({ length: this.#tools.readers }, reader));
    await understand();
    await understood;
    return photos;
  }

  /** The first bytes of a file, null where reading it as a whole states why it cannot be read. */
  async #readOne(file: WaitingFile): Promise<Buffer | null> {
    const { writer, signal, mayGoOn } = this.#tools;
    await mayGoOn();
    try {
      const bytes = await readHeadBytes(file.folder, file.path);
      if (Buffer.isBuffer(bytes)) return bytes;
      // One more call would take one more thread. Where its whole directory is left out, it waits with the others.
      if (bytes.kind === 'not-responding' && !isSilent(file)) writer.queue.setSilent(file.id, bytes);
    } catch (error) {
      if (!signal.aborted) log.warn('the head of a file cannot be read', { error });
    }
    return null;
  }

  /** What heads state; one that cannot be understood costs none but itself. */
  async #understand(heads: readonly FileHead[]): Promise<ListedPhoto[]> {
    const { signal, now } = this.#tools;
    const sources = heads.map(({ file, bytes }) => ({ ...photoName(file), bytes }));
    try {
      const read = await readHeads(sources, { now: now() }, signal);
      return heads.flatMap(({ file }, at) => {
        const head = read[at] ?? null;
        return head === null ? [] : [{ file: file.id, ...head }];
      });
    } catch (error) {
      // Aborted in the middle: the next run continues.
      if (signal.aborted) return [];
      log.warn('the heads of some files cannot be understood', { error });
      if (heads.length <= 1) return [];
      const alone: ListedPhoto[] = [];
      for (const head of heads) alone.push(...(await this.#understand([head])));
      return alone;
    }
  }
}
