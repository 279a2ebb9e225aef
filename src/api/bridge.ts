import type { Request } from './call.ts';

/** What the native menu may ask of the window. */
export const COMMANDS = [
  'find',
  'add-folder',
  'select-all',
  'photos',
  'explore',
  'albums',
  'labels',
  'duplicates',
  'folders',
  'problems',
  'settings',
  'about',
] as const;
export type MenuCommand = (typeof COMMANDS)[number];

/**
 * What the shell gives to the window as `window.beachcomb`: data and functions only, no Electron object.
 * Behind the loopback server there is none. A refusal is a Reply, since errors lose their kind on the way.
 */
export interface Bridge {
  /** Carries one request to the host; the result is its Reply. */
  request(request: Request): Promise<unknown>;
  /** Carries one desktop call, see contract/desktop.ts, to the shell; the result is a Reply. */
  desktop(request: Request): Promise<unknown>;
  /** `photo://`: pictures are at `photo://thumbnail/ID` and `photo://original/ID`. */
  readonly photoBase: string;
  /** Calls `listener` for each command of the menu; the result stops that. */
  onCommand(listener: (command: MenuCommand) => void): () => void;
}
