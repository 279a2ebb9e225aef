import { contextBridge, ipcRenderer } from 'electron';
import { type Bridge, type MenuCommand, menuCommandOf } from '../src/api/bridge.ts';
import { abilitiesIn } from './abilities.ts';
import { CHANNELS } from './channels.ts';

/** What takes commands of the menu: none until the page listens, which is some time after it is loaded. */
const listeners = new Set<(command: MenuCommand) => void>();
const waitingCommands: MenuCommand[] = [];
const sendOut = (): void => {
  if (listeners.size === 0) return;
  for (const command of waitingCommands.splice(0)) for (const listener of listeners) listener(command);
};
ipcRenderer.on(CHANNELS.command, (_event: unknown, word: unknown): void => {
  const command = menuCommandOf(word);
  if (command === null) return;
  waitingCommands.push(command);
  sendOut();
});

/** Data and functions only: nothing of Electron reaches the page, not even the event of a message. */
const bridge: Bridge = {
  request: (request) => ipcRenderer.invoke(CHANNELS.request, request),
  desktop: (request) => ipcRenderer.invoke(CHANNELS.desktop, request),
  photoBase: 'photo://',
  abilities: abilitiesIn(process.argv),
  onCommand: (listener) => {
    listeners.add(listener);
    // To all that the page adds now: each takes the commands that it is for.
    setTimeout(sendOut, 0);
    return () => void listeners.delete(listener);
  },
};

contextBridge.exposeInMainWorld('beachcomb', bridge);
