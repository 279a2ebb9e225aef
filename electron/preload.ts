import { contextBridge, ipcRenderer } from 'electron';
import { type Bridge, menuCommandOf } from '../src/api/bridge.ts';
import { abilitiesIn } from './abilities.ts';
import { CHANNELS } from './channels.ts';

/** Data and functions only: nothing of Electron reaches the page, not even the event of a message. */
const bridge: Bridge = {
  request: (request) => ipcRenderer.invoke(CHANNELS.request, request),
  desktop: (request) => ipcRenderer.invoke(CHANNELS.desktop, request),
  photoBase: 'photo://',
  abilities: abilitiesIn(process.argv),
  onCommand: (listener) => {
    const onMessage = (_event: unknown, word: unknown): void => {
      const command = menuCommandOf(word);
      if (command !== null) listener(command);
    };
    ipcRenderer.on(CHANNELS.command, onMessage);
    return () => void ipcRenderer.off(CHANNELS.command, onMessage);
  },
};

contextBridge.exposeInMainWorld('beachcomb', bridge);
