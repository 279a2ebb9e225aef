import { contextBridge, ipcRenderer } from 'electron';
import { type Bridge, type MenuCommand, menuCommandOf } from '../src/api/bridge.ts';
import { abilitiesIn } from './abilities.ts';
import { CHANNELS } from './channels.ts';

/** Where commands of the menu go; null until the page listens, which is some time after it is loaded. */
let onCommand: ((command: MenuCommand) => void) | null = null;
const waitingCommands: MenuCommand[] = [];
ipcRenderer.on(CHANNELS.command, (_event: unknown, word: unknown): void => {
  const command = menuCommandOf(word);
  if (command === null) return;
  if (onCommand === null) waitingCommands.push(command);
  else onCommand(command);
});

/** Data and functions only: nothing of Electron reaches the page, not even the event of a message. */
const bridge: Bridge = {
  request: (request) => ipcRenderer.invoke(CHANNELS.request, request),
  desktop: (request) => ipcRenderer.invoke(CHANNELS.desktop, request),
  photoBase: 'photo://',
  abilities: abilitiesIn(process.argv),
  onCommand: (listener) => {
    onCommand = listener;
    for (const command of waitingCommands.splice(0)) listener(command);
    return () => {
      if (onCommand === listener) onCommand = null;
    };
  },
};

contextBridge.exposeInMainWorld('beachcomb', bridge);
