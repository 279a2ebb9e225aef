/** Names of the channels between preload script and main process. */
export const CHANNELS = {
  request: 'beachcomb:request',
  pickFolder: 'beachcomb:pick-folder',
  saveUserData: 'beachcomb:save-said',
  exportSidecars: 'beachcomb:export-sidecars',
  importSidecars: 'beachcomb:import-sidecars',
  copyInto: 'beachcomb:copy-into',
  openPhoto: 'beachcomb:open-photo',
  showInFolder: 'beachcomb:show-in-folder',
  showFileInFolder: 'beachcomb:show-file-in-folder',
  copyPhoto: 'beachcomb:copy-photo',
  showLog: 'beachcomb:show-log',
  copyDiagnostics: 'beachcomb:copy-diagnostics',
  startDrag: 'beachcomb:start-drag',
  /** From the menu to the window. */
  command: 'beachcomb:command',
} as const;
