import { BrowserWindow, type IpcMainEvent, ipcMain, session } from 'electron';
import type { RendererFile } from '../src/api/renderer-files.ts';
import { type FilmOutcome, filmOutcomeSchema, type KeyFrames } from '../src/domain/key-frames.ts';
import { log } from '../src/platform/log/log.ts';
import { CHANNELS } from './channels.ts';
import { LOCKED_PREFERENCES, lockDownSession } from './lock-down.ts';
import { FILM_PAGE_URL, serveFilmPage } from './protocols.ts';

/** In ms, for the start of the page, and for the frames of a film. */
const [READY_WITHIN_MS, DECODED_WITHIN_MS] = [20_000, 45_000];
/** A session of its own, which nothing of is kept. */
const PARTITION = 'films';

interface Options {
  /** Path of the preload script. */
  readonly preload: string;
  readonly files: ReadonlyMap<string, RendererFile>;
}

/**
 * The hidden window that decodes the frames of films. Its page has no network, no other session's data and no address
 * but its own: films come to it by its bridge, and frames go back.
 */
export class FilmWindow {
  readonly #options: Options;
  #window: BrowserWindow | null = null;
  /** What the page is waited for, and what happens if it ends. */
  #awaited: { readonly channel: string; readonly settle: (value: unknown) => void } | null = null;

  constructor(options: Options) {
    this.#options = options;
    const own = session.fromPartition(PARTITION);
    lockDownSession(own, new Set(['app:']));
    serveFilmPage(own, options.files);
    for (const channel of [CHANNELS.filmReady, CHANNELS.filmDecoded])
      ipcMain.on(channel, (event, value: unknown) => {
        if (this.#isPage(event) && this.#awaited?.channel === channel) this.#awaited.settle(value);
      });
  }

  /** Whether there is a window. */
  get isOpen(): boolean {
    return this.#window !== null;
  }

  /** Decodes the frames of a film, in a new window if there is none. Never rejects. */
  async decode(film: KeyFrames): Promise<FilmOutcome> {
    const window = await this.#open();
    if (window === null) return { result: 'lost' };
    const answer = this.#await(CHANNELS.filmDecoded, DECODED_WITHIN_MS);
    window.webContents.send(CHANNELS.film, film);
    const outcome = filmOutcomeSchema.safeParse(await answer);
    if (outcome.success) return outcome.data;
    // It crashed, hangs, or sent something else.
    log.warn('the window that decodes films did not return frames');
    this.close();
    return { result: 'lost' };
  }

  close(): void {
    const window = this.#window;
    this.#window = null;
    this.#awaited?.settle(null);
    if (window !== null && !window.isDestroyed()) window.destroy();
  }

  /** Null where its page does not start. */
  async #open(): Promise<BrowserWindow | null> {
    if (this.#window !== null) return this.#window;
    const window = new BrowserWindow({
      show: false,
      width: 64,
      height: 64,
      skipTaskbar: true,
      focusable: false,
      webPreferences: {
        preload: this.#options.preload,
        partition: PARTITION,
        ...LOCKED_PREFERENCES,
        backgroundThrottling: false,
        devTools: false,
      },
    });
    this.#window = window;
    const { webContents } = window;
    webContents.on('will-frame-navigate', (event) => event.preventDefault());
    webContents.on('render-process-gone', (_event, { reason }) => {
      log.warn('the process of the window that decodes films ended', { detail: reason });
      if (this.#window === window) this.close();
    });
    window.once('closed', () => {
      if (this.#window === window) this.close();
    });
    const isReady = this.#await(CHANNELS.filmReady, READY_WITHIN_MS);
    void window.loadURL(FILM_PAGE_URL).catch((error: unknown) => {
      log.warn('the page that decodes films was not loaded', { error });
      if (this.#window === window) this.close();
    });
    await isReady;
    return this.#window === window ? window : null;
  }

  /** What the page sends on a channel; null if it ends before, or too late, which closes the window. */
  #await(channel: string, withinMs: number): Promise<unknown> {
    return new Promise((resolve) => {
      const settle = (value: unknown): void => {
        clearTimeout(late);
        this.#awaited = null;
        resolve(value);
      };
      const late = setTimeout(() => this.close(), withinMs);
      this.#awaited = { channel, settle };
    });
  }

  #isPage({ sender, senderFrame }: IpcMainEvent): boolean {
    return (
      this.#window !== null &&
      !this.#window.isDestroyed() &&
      sender === this.#window.webContents &&
      senderFrame?.parent === null &&
      senderFrame.url === FILM_PAGE_URL
    );
  }
}
