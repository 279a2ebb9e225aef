import * as z from 'zod';
import { contract } from '../contract.ts';
import { folderSchema } from './folder-calls.ts';

/**
 * Every call that only the desktop app's window can make, one row each: they open native dialogs, other programs and
 * the clipboard. Bridge, client and the table of handlers (electron/desktop-handlers.ts) derive from this table. No
 * path of a file crosses to the window: photos and files are named by id, folders are chosen in a dialog.
 */

const id = z.int().positive();
const nothing = z.strictObject({});
const done = nothing.transform((): void => undefined);

export const desktopContract = {
  /** The native folder dialog and then `folders.add`; null where the user cancels. */
  pickFolder: { input: nothing, output: folderSchema.nullable() },
  /** The user's data, into a file of the native dialog; false where the user cancels. */
  saveUserData: { input: nothing, output: z.boolean() },
  /** A folder of the native dialog and then `userData.exportSidecars`; null where the user cancels. */
  exportSidecars: {
    input: contract['userData.exportSidecars'].input.shape.form,
    output: contract['userData.exportSidecars'].output.nullable(),
  },
  /** The same with `userData.importSidecars`. */
  importSidecars: { input: nothing, output: contract['userData.importSidecars'].output.nullable() },
  /** A folder of the native dialog and then `copies.start`; false where the user cancels. */
  copyInto: { input: contract['copies.start'].input.omit({ path: true }), output: z.boolean() },
  /** Opens a photo in the system's own viewer. */
  openPhoto: { input: id, output: done },
  /** Shows a photo in the system's file manager. */
  showInFolder: { input: id, output: done },
  /** The same for a file that has a problem. */
  showFileInFolder: { input: id, output: done },
  /** Puts the picture into the clipboard, upright. */
  copyPhoto: { input: id, output: done },
  /** Shows the log file in the system's file manager. */
  showLog: { input: nothing, output: done },
  /** Puts `program.diagnostics`, with the versions of the shell, into the clipboard. */
  copyDiagnostics: { input: nothing, output: done },
  /** Starts dragging originals out of the window, from `dragstart`; those that are not there are left out. */
  startDrag: { input: z.array(id).min(1), output: done },
} as const satisfies Record<string, { readonly input: z.ZodType; readonly output: z.ZodType }>;

type DesktopContract = typeof desktopContract;
export type DesktopCall = keyof DesktopContract;
/** What the window passes and gets. */
export type DesktopInput<N extends DesktopCall> = z.input<DesktopContract[N]['input']>;
export type DesktopOutput<N extends DesktopCall> = z.output<DesktopContract[N]['output']>;
/** What a handler gets, checked, and what it answers before the window reads it. */
export type DesktopHandlerInput<N extends DesktopCall> = z.output<DesktopContract[N]['input']>;
export type DesktopHandlerOutput<N extends DesktopCall> = z.input<DesktopContract[N]['output']>;
