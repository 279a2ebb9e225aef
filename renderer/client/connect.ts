import type { Bridge, Command } from '../../src/api/bridge.ts';
import { replySchema } from '../../src/api/call.ts';
import { type Carrier, type Client, createClient } from '../../src/api/client.ts';
import { contract, type Folder, folderSchema, type Input, type Output } from '../../src/api/contract.ts';
import { BeachcombError } from '../../src/domain/error.ts';

declare global {
  interface Window {
    readonly beachcomb?: Bridge;
  }
}

/** What only the desktop app can do. */
export interface Desktop {
  /** Null when the person chose no folder; rejects with a BeachcombError. */
  pickFolder(): Promise<Folder | null>;
  /** False when the person chose no file. */
  saveUserData(): Promise<boolean>;
  exportSidecars(
    form: Input<'userData.exportSidecars'>['form'],
  ): Promise<Output<'userData.exportSidecars'> | null>;
  importSidecars(): Promise<Output<'userData.importSidecars'> | null>;
  /** False when the person chose no folder. */
  copyInto(wanted: Omit<Input<'copies.start'>, 'path'>): Promise<boolean>;
  openPhoto(photo: number): Promise<void>;
  showInFolder(photo: number): Promise<void>;
  showFileInFolder(file: number): Promise<void>;
  copyPhoto(photo: number): Promise<void>;
  /** In the system's file manager. */
  showLog(): Promise<void>;
  copyDiagnostics(): Promise<void>;
  startDrag(photos: readonly number[]): void;
  onCommand(listener: (command: Command) => void): () => void;
}

export interface Connection {
  readonly client: Client;
  /** The address of a picture that the window can show. */
  picture(size: 'thumbnail' | 'original', photo: number): string;
  /** Null in a browser. */
  readonly desktop: Desktop | null;
}

/** The reply's output; a refusal is thrown as what it is. */
async function outputOf(reply: Promise<unknown>): Promise<unknown> {
  const read = replySchema.parse(await reply);
  if (!read.ok) throw new BeachcombError(read.error.kind, read.error.detail);
  return read.output;
}

/** A carrier that turns whatever goes wrong on the way into "unavailable", which the window waits out. */
const steady =
  (carrier: Carrier): Carrier =>
  async (request) => {
    try {
      return await carrier(request);
    } catch (error) {
      return { ok: false, error: { kind: 'unavailable', detail: String(error) } };
    }
  };

/** A longer call, in UTF-16 units, goes to where large ones are taken; a unit has at most three bytes. */
const LARGE = 300_000;

const throughServer: Carrier = async (request) => {
  const body = JSON.stringify(request);
  const response = await fetch(body.length < LARGE ? '/api' : '/api/large', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  if (response.status === 401 || response.status === 403)
    return { ok: false, error: { kind: 'not-allowed', detail: `the server answered ${response.status}` } };
  return response.json();
};

/** Finds out what carries the calls: the shell's bridge, or the server that sent this page. */
export function connect(bridge: Bridge | undefined = window.beachcomb): Connection {
  if (bridge === undefined)
    return {
      client: createClient(steady(throughServer)),
      picture: (size, photo) => `/photo/${size}/${photo}`,
      desktop: null,
    };
  return {
    client: createClient(steady((request) => bridge.request(request))),
    picture: (size, photo) => `${bridge.photoBase}${size}/${photo}`,
    desktop: {
      pickFolder: async () => folderSchema.nullable().parse(await outputOf(bridge.pickFolder())),
      saveUserData: async () => (await outputOf(bridge.saveUserData())) === true,
      exportSidecars: async (form) =>
        contract['userData.exportSidecars'].output
          .nullable()
          .parse(await outputOf(bridge.exportSidecars(form))),
      importSidecars: async () =>
        contract['userData.importSidecars'].output.nullable().parse(await outputOf(bridge.importSidecars())),
      copyInto: async (wanted) => (await outputOf(bridge.copyInto(wanted))) !== null,
      openPhoto: async (photo) => void (await outputOf(bridge.openPhoto(photo))),
      showInFolder: async (photo) => void (await outputOf(bridge.showInFolder(photo))),
      showFileInFolder: async (file) => void (await outputOf(bridge.showFileInFolder(file))),
      copyPhoto: async (photo) => void (await outputOf(bridge.copyPhoto(photo))),
      showLog: async () => void (await outputOf(bridge.showLog())),
      copyDiagnostics: async () => void (await outputOf(bridge.copyDiagnostics())),
      startDrag: (photos) => bridge.startDrag(photos),
      onCommand: (listener) => bridge.onCommand(listener),
    },
  };
}
