/** Names of the channels between preload script and main process. */
export const CHANNELS = {
  request: 'beachcomb:request',
  pickFolder: 'beachcomb:pick-folder',
  openPhoto: 'beachcomb:open-photo',
  showInFolder: 'beachcomb:show-in-folder',
  startDrag: 'beachcomb:start-drag',
  /** From the menu to the window. */
  command: 'beachcomb:command',
} as const;
