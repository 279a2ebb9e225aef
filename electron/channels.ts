/** Names of the channels between preload script and main process; src/api/contract has the calls. */
export const CHANNELS = {
  /** Calls of the host. */
  request: 'beachcomb:request',
  /** Calls of the shell itself. */
  desktop: 'beachcomb:desktop',
  /** From the menu to the window. */
  command: 'beachcomb:command',
} as const;
