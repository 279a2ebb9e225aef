import { contextBridge, ipcRenderer } from 'electron';
import type { FilmBridge } from '../src/api/film-bridge.ts';
import type { KeyFrames } from '../src/domain/key-frames.ts';
import { CHANNELS } from './channels.ts';

/** One function: films come in, frames go back. Nothing of Electron reaches the page, not even the event of a message. */
const bridge: FilmBridge = {
  onFilm: (decode) => {
    ipcRenderer.on(CHANNELS.film, (_event, film: KeyFrames) => {
      void decode(film).then((outcome) => ipcRenderer.send(CHANNELS.filmDecoded, outcome));
    });
    ipcRenderer.send(CHANNELS.filmReady);
  },
};

contextBridge.exposeInMainWorld('beachcombFilms', bridge);
