import type { Reply, Request } from './call.ts';
import type { Input } from './contract.ts';

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
export type Command = (typeof COMMANDS)[number];

/**
 * What the shell gives to the window as `window.beachcomb`: data and functions only, no Electron object.
 * Behind the loopback server there is none. A refusal is a Reply, since errors lose their kind on the way.
 */
export interface Bridge {
  /** Carries one request to the host; answers with its Reply. */
  request(request: Request): Promise<unknown>;
  /** The native folder dialog and then `folders.add`; the output is the Folder, or null for "cancelled". */
  pickFolder(): Promise<Reply>;
  /** What the person said, into a file of the native dialog; the output is true, or null for "cancelled". */
  saveUserData(): Promise<Reply>;
  /** A folder of the native dialog and then `said.exportSidecars`; its output, or null for "cancelled". */
  exportSidecars(form: Input<'userData.exportSidecars'>['form']): Promise<Reply>;
  /** The same with `said.importSidecars`. */
  importSidecars(): Promise<Reply>;
  /** A folder of the native dialog and then `copies.start`; the output is null for "cancelled". */
  copyInto(wanted: Omit<Input<'copies.start'>, 'path'>): Promise<Reply>;
  /** Opens the photo in the system's own viewer. */
  openPhoto(photo: number): Promise<Reply>;
  showInFolder(photo: number): Promise<Reply>;
  /** The same for a file that has a problem. */
  showFileInFolder(file: number): Promise<Reply>;
  /** Puts the picture into the clipboard, upright. */
  copyPhoto(photo: number): Promise<Reply>;
  /** Shows the log file in the system's file manager. */
  showLog(): Promise<Reply>;
  /** Puts `program.diagnostics`, with the versions of the shell, into the clipboard. */
  copyDiagnostics(): Promise<Reply>;
  /** Starts dragging originals out of the window; called from `dragstart`. */
  startDrag(photos: readonly number[]): void;
  /** `photo://`: pictures are at `photo://thumbnail/ID` and `photo://original/ID`. */
  readonly photoBase: string;
  /** Calls `listener` for each command of the menu; answers with how to stop. */
  onCommand(listener: (command: Command) => void): () => void;
}
