import { contextBridge, ipcRenderer } from 'electron';
import { type Bridge, COMMANDS } from '../src/api/bridge.ts';
import { CHANNELS } from './channels.ts';

/** Data and functions only: nothing of Electron reaches the page, not even the event of a message. */
const bridge: Bridge = {
  request: (request) => ipcRenderer.invoke(CHANNELS.request, request),
  pickFolder: () => ipcRenderer.invoke(CHANNELS.pickFolder),
  saveUserData: () => ipcRenderer.invoke(CHANNELS.saveUserData),
  exportSidecars: (form) => ipcRenderer.invoke(CHANNELS.exportSidecars, form),
  importSidecars: () => ipcRenderer.invoke(CHANNELS.importSidecars),
  copyInto: (wanted) => ipcRenderer.invoke(CHANNELS.copyInto, wanted),
  openPhoto: (photo) => ipcRenderer.invoke(CHANNELS.openPhoto, photo),
  showInFolder: (photo) => ipcRenderer.invoke(CHANNELS.showInFolder, photo),
  showFileInFolder: (file) => ipcRenderer.invoke(CHANNELS.showFileInFolder, file),
  copyPhoto: (photo) => ipcRenderer.invoke(CHANNELS.copyPhoto, photo),
  showLog: () => ipcRenderer.invoke(CHANNELS.showLog),
  copyDiagnostics: () => ipcRenderer.invoke(CHANNELS.copyDiagnostics),
  startDrag: (photos) => ipcRenderer.send(CHANNELS.startDrag, photos),
  photoBase: 'photo://',
  onCommand: (listener) => {
    const onMessage = (_event: unknown, word: unknown): void => {
      const command = COMMANDS.find((known) => known === word);
      if (command !== undefined) listener(command);
    };
    ipcRenderer.on(CHANNELS.command, onMessage);
    return () => void ipcRenderer.off(CHANNELS.command, onMessage);
  },
};

contextBridge.exposeInMainWorld('beachcomb', bridge);
