import type { Request } from './call.ts';
import { PHOTO_COMMANDS, type PhotoCommand } from './photo-actions.ts';

const WINDOW_COMMANDS = [
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
export type WindowCommand = (typeof WINDOW_COMMANDS)[number];
export type MenuCommand = WindowCommand | PhotoCommand;
/** Commands that the native menu sends to the window. */
export const COMMANDS: readonly MenuCommand[] = [...WINDOW_COMMANDS, ...PHOTO_COMMANDS];

/**
 * API that the shell exposes to the window as `window.beachcomb`: data and functions only, no Electron object.
 * Undefined behind the loopback server. An error is returned as a Reply, because errors lose their class on the way.
 */
export interface Bridge {
  /** Sends one request to the host; resolves to its Reply. */
  request(request: Request): Promise<unknown>;
  /** Sends one desktop call (contract/desktop.ts) to the shell; resolves to a Reply. */
  desktop(request: Request): Promise<unknown>;
  /** `photo://`: pictures are at `photo://thumbnail/ID` and `photo://original/ID`. */
  readonly photoBase: string;
  /** Calls `listener` for each command of the menu; returns a function that unsubscribes it. */
  onCommand(listener: (command: MenuCommand) => void): () => void;
}
