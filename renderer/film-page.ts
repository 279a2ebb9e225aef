import type { FilmBridge } from '../src/api/film-bridge.ts';
import { decodeFrames } from './features/films/decode-frames.ts';

/** The page of the desktop app's hidden window: it decodes the frames of films, and has nothing else. */

declare global {
  interface Window {
    readonly beachcombFilms?: FilmBridge;
  }
}

window.beachcombFilms?.onFilm(decodeFrames);
