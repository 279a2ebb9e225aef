import * as z from 'zod';
import { type CallName, contract } from '../contract.ts';
import { folderSchema } from './folder-calls.ts';

/**
 * Every call that only the window of the desktop app can make, one row each: they open native dialogs, other programs
 * and the clipboard. Bridge, client and handler table (electron/desktop-handlers.ts) derive from this table. No file
 * path crosses to the window: photos and files are identified by id, folders are chosen in a dialog.
 */

const id = z.int().positive();
const nothing = z.strictObject({});
/** Characters: more than all lines of a photo. */
const MOST_COPIED = 300_000;
const done = nothing.transform((): void => undefined);

interface DesktopRow {
  readonly input: z.ZodType;
  readonly output: z.ZodType;
  /** The call of the host that changes the same of what the window shows; null: the call changes nothing of it. */
  readonly changes: CallName | null;
}

export const desktopContract = {
  /** Opens the native folder dialog, then calls `folders.add`; null if the user cancels. */
  pickFolder: { input: nothing, output: folderSchema.nullable(), changes: 'folders.add' },
  /** Exports the user data into a file chosen in the native dialog; false if the user cancels. */
  saveUserData: { input: nothing, output: z.boolean(), changes: null },
  /** Imports a file chosen in the native dialog (`userData.import`); null if the user cancels. */
  readUserData: {
    input: nothing,
    output: contract['userData.import'].output.nullable(),
    changes: 'userData.import',
  },
  /** Opens the native folder dialog, then calls `userData.exportSidecars`; null if the user cancels. */
  exportSidecars: {
    input: contract['userData.exportSidecars'].input.shape.form,
    output: contract['userData.exportSidecars'].output.nullable(),
    changes: null,
  },
  /** Opens the native folder dialog, then calls `userData.importSidecars`; null if the user cancels. */
  importSidecars: {
    input: nothing,
    output: contract['userData.importSidecars'].output.nullable(),
    changes: 'userData.importSidecars',
  },
  /** Opens the native dialog for a folder or a zip archive, then calls `packs.add`; false if the user cancels. */
  addPack: { input: z.enum(['folder', 'archive']), output: z.boolean(), changes: 'packs.add' },
  /** Opens the native folder dialog, then calls `copies.start`; false if the user cancels. */
  copyInto: {
    input: contract['copies.start'].input.omit({ path: true }),
    output: z.boolean(),
    changes: 'copies.start',
  },
  /** Opens a photo in the default viewer of the system. */
  openPhoto: { input: id, output: done, changes: null },
  /** Shows a photo in the file manager of the system. */
  showInFolder: { input: id, output: done, changes: null },
  /** Shows a file that has a problem in the file manager of the system. */
  showFileInFolder: { input: id, output: done, changes: null },
  /** Copies the upright picture to the clipboard. */
  copyPhoto: { input: id, output: done, changes: null },
  /** Opens the share menu of the system for the originals; missing files are skipped. */
  share: { input: z.array(id).min(1), output: done, changes: null },
  /** Makes a copy of the upright picture that of the desktop. */
  setWallpaper: { input: id, output: done, changes: null },
  /** Copies a text that the window shows to the clipboard. */
  copyText: { input: z.string().min(1).max(MOST_COPIED), output: done, changes: null },
  /** Shows the log file in the file manager of the system. */
  showLog: { input: nothing, output: done, changes: null },
  /** Copies `program.diagnostics` and the versions of the shell to the clipboard. */
  copyDiagnostics: { input: nothing, output: done, changes: null },
  /** Gives the menu "Go" the screens of the window, in its order and language. */
  setScreens: {
    input: z
      .array(
        z.strictObject({
          name: z.string().regex(/^[a-z]{1,30}$/),
          label: z.string().min(1).max(60),
          /** A separator sets it apart from the one before. */
          startsGroup: z.boolean(),
        }),
      )
      .max(30),
    output: done,
    changes: null,
  },
  /** Moves the files of a plan of `trash.plan` to the trash of the system, where the plan is `by` the shell. */
  moveToTrash: {
    input: contract['trash.move'].input,
    output: contract['trash.move'].output,
    changes: 'trash.moved',
  },
  /** Whether the program starts when the user logs in; null where it cannot, in a checkout. */
  getAutostart: { input: nothing, output: z.boolean().nullable(), changes: null },
  setAutostart: { input: z.boolean(), output: z.boolean(), changes: null },
  /** Keeps the screen on, or no longer, as long as the window is open. */
  keepAwake: { input: z.boolean(), output: done, changes: null },
  /** Makes the window fill the screen, or no longer. */
  setFullScreen: { input: z.boolean(), output: done, changes: null },
  /** Starts dragging originals out of the window, from `dragstart`; missing files are skipped. */
  startDrag: { input: z.array(id).min(1), output: done, changes: null },
} as const satisfies Record<string, DesktopRow>;

type DesktopContract = typeof desktopContract;
export type DesktopCall = keyof DesktopContract;
/** The calls that change what the window shows. */
export type ChangingDesktopCall = {
  [N in DesktopCall]: DesktopContract[N]['changes'] extends null ? never : N;
}[DesktopCall];
/** Input and output of a call as the window sees them. */
export type DesktopInput<N extends DesktopCall> = z.input<DesktopContract[N]['input']>;
export type DesktopOutput<N extends DesktopCall> = z.output<DesktopContract[N]['output']>;
/** Validated input of a handler, and its output before the window parses it. */
export type DesktopHandlerInput<N extends DesktopCall> = z.output<DesktopContract[N]['input']>;
export type DesktopHandlerOutput<N extends DesktopCall> = z.input<DesktopContract[N]['output']>;
