import type { FilmOutcome, KeyFrames } from '../domain/key-frames.ts';

/** What the hidden window of the desktop app has, as `window.beachcombFilms`: films come, and their frames go back. */
export interface FilmBridge {
  /** Calls `decode` for each film that the shell sends, and sends back what it returns. */
  onFilm(decode: (film: KeyFrames) => Promise<FilmOutcome>): void;
}
