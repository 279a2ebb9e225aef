/** Names of the channels between preload script and main process; src/api/contract has the calls. */
export const CHANNELS = {
  /** Calls of the host. */
  request: 'beachcomb:request',
  /** Calls of the shell itself. */
  desktop: 'beachcomb:desktop',
  /** From the menu to the window. */
  command: 'beachcomb:command',
  /** From the shell to the hidden window: a film. */
  film: 'beachcomb:film',
  /** From the hidden window: it can take films, and what became of one. */
  filmReady: 'beachcomb:film-ready',
  filmDecoded: 'beachcomb:film-decoded',
} as const;
