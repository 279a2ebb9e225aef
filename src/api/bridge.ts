import type { Request } from './call.ts';
import { type Ability, PHOTO_COMMANDS, type PhotoCommand } from './photo-actions.ts';

/** Commands for the window as a whole. */
export const WINDOW_COMMANDS = [
  'find',
  'add-folder',
  'select-all',
  'back',
  'forward',
  'settings',
  'about',
] as const;
export type WindowCommand = (typeof WINDOW_COMMANDS)[number];
/** Commands that the native menu sends to the window. */
export const COMMANDS: readonly (WindowCommand | PhotoCommand)[] = [...WINDOW_COMMANDS, ...PHOTO_COMMANDS];
/** One of them, or `go:` and the name of a screen as `setScreens` (contract/desktop.ts) gave it. */
export type MenuCommand = (typeof COMMANDS)[number] | `go:${string}`;

/** Reads what the menu sent; null if it is no command. */
export const menuCommandOf = (word: unknown): MenuCommand | null => {
  const known = COMMANDS.find((command) => command === word);
  if (known !== undefined) return known;
  const [, screen] = typeof word === 'string' ? (/^go:([a-z]+)$/.exec(word) ?? []) : [];
  return screen === undefined ? null : `go:${screen}`;
};

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
  /** What the desktop app can do on this system. */
  readonly abilities: readonly Ability[];
  /**
   * Calls `listener` for each command of the menu, also for those that came before any listener.
   * @returns a function that unsubscribes it
   */
  onCommand(listener: (command: MenuCommand) => void): () => void;
}
