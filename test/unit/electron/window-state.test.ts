import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readWindowState, writeWindowState } from '../../../electron/window-state.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const FIRST = { bounds: null, maximized: false, toldOfTray: false, toldOfIndex: false };

describe('what the window remembers', () => {
  it('comes back as it was, with no other file left behind', () => {
    const folder = tempFolder();
    const memory = {
      bounds: { x: -1920, y: 10, width: 900, height: 700 },
      maximized: true,
      toldOfTray: true,
      toldOfIndex: true,
    };
    writeWindowState(path.join(folder, 'window.json'), memory);
    expect(readWindowState(path.join(folder, 'window.json'))).toEqual(memory);
    expect(readdirSync(folder)).toEqual(['window.json']);
  });

  it.each([
    '',
    '{',
    'null',
    '7',
    '[]',
    '{"bounds":{"x":1}}',
    '{"bounds":{"x":0,"y":0,"width":1e9,"height":300}}',
    '{"maximized":"yes"}',
  ])('is the first start when the file holds %j', (text) => {
    const file = path.join(tempFolder(), 'window.json');
    writeFileSync(file, text);
    expect(readWindowState(file)).toEqual(FIRST);
  });

  it('does not keep the window from closing where it cannot be written', () => {
    const file = path.join(tempFolder(), 'nothing', 'window.json');
    writeWindowState(file, FIRST);
    expect(readWindowState(file)).toEqual(FIRST);
  });
});
