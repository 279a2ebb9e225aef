// @vitest-environment jsdom
import './support/dom.ts';
import { expect, it } from 'vitest';
import { createErrorLog } from '../../../renderer/client/error-log.ts';
import { type Topic, topicsTouched } from '../../../renderer/client/topics.ts';
import { createWindowSession } from '../../../renderer/client/window-session.ts';
import {
  type ChangingDesktopCall,
  type DesktopInput,
  desktopContract,
} from '../../../src/api/contract/desktop.ts';
import { createDesktopClient, type DesktopClient } from '../../../src/api/desktop-client.ts';
import { memoryHost } from './support/memory-host.ts';

const COPIES: DesktopInput<'copyInto'> = { photos: [1], labels: false, language: 'en' };
/** Each, made with an input that its contract accepts. */
const CALLS: Readonly<Record<ChangingDesktopCall, (desktop: DesktopClient) => Promise<unknown>>> = {
  pickFolder: (desktop) => desktop.pickFolder(),
  readUserData: (desktop) => desktop.readUserData(),
  importSidecars: (desktop) => desktop.importSidecars(),
  addPack: (desktop) => desktop.addPack('folder'),
  copyInto: (desktop) => desktop.copyInto(COPIES),
  moveToTrash: (desktop) => desktop.moveToTrash({ token: crypto.randomUUID() }),
};
const NAMES = Object.keys(CALLS) as ChangingDesktopCall[];

it.each(NAMES)('%s of the desktop app has shown again what it changed, also where it fails', async (name) => {
  const host = memoryHost();
  const made: string[] = [];
  const desktop = {
    ...createDesktopClient(async ({ call }) => {
      made.push(call);
      return { ok: false, error: { kind: 'unavailable', detail: 'no dialog', reason: null } };
    }),
    onCommand: () => () => {},
  };
  const session = createWindowSession(
    { ...host.connection, desktop },
    createErrorLog(host.connection.client),
  );
  const touched: Topic[] = [];
  session.topics.subscribe((topics) => touched.push(...topics));
  if (session.connection.desktop === null) throw new Error('no desktop');
  await expect(CALLS[name](session.connection.desktop)).rejects.toThrow('no dialog');
  expect(made).toEqual([name]);
  expect(touched).toEqual(topicsTouched(desktopContract[name].changes));
  expect(touched.length).toBeGreaterThan(0);
});
