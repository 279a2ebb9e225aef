import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { logRecord } from '../../../../src/platform/log/log-record.ts';
import { publicRecord } from '../../../../src/platform/log/public-record.ts';
import { ROOT } from '../../../support/paths.ts';
import fc from '../../../support/properties.ts';

const from = { level: 'error', process: 'host', pid: 7 } as const;
const root = path.join(ROOT, path.sep);
const shown = (error: unknown, detail = '', call = 'search.run'): string =>
  publicRecord(logRecord(from, 'a call failed', { call, detail, error }), root);

/** A word that stands in no code and no system's message. */
const SECRET = 'Zwetschgenkuchen';

describe('a record as others may see it', () => {
  it('says which error it was, with its code and its places in the program', () => {
    const cause = Object.assign(new Error(`ENOENT: no such file, open '/home/${SECRET}'`), {
      code: 'ENOENT',
    });
    const text = shown(new TypeError(`of ${SECRET}`, { cause }), SECRET);
    expect(text).toMatch(
      /^\S+Z error host: a call failed \(search\.run\)\n {2}TypeError at test\/unit\/platform\/log\/public-record\.test\.ts:\d+:\d+/,
    );
    expect(text).toMatch(/\n {2}Error \(ENOENT\) at test\/unit/);
    expect(text).not.toContain(SECRET);
  });

  it.each([
    [
      'a place in the window',
      `    at x (app://beachcomb/assets/main-a1.js:1:22)`,
      'at assets/main-a1.js:1:22',
    ],
    ['a place in the browser', `    at http://127.0.0.1:4711/assets/main.js:3:4`, 'at assets/main.js:3:4'],
    [
      'a place in Node',
      `    at node:internal/process/task_queues:105:5`,
      'at node:internal/process/task_queues:105:5',
    ],
    [
      'the packaged shell',
      `    at y (file:///opt/${SECRET}/resources/app.asar/dist/electron/main.mjs:9:8)`,
      'at dist/electron/main.mjs:9:8',
    ],
  ])('shows %s', (_name, line, place) => {
    const error = new Error('');
    error.stack = `Error\n${line}`;
    expect(shown(error)).toContain(place);
    expect(shown(error)).not.toContain(SECRET);
  });

  it.each([
    ['a message with a stack in it', `x\n    at ${SECRET} (${root}src/${SECRET}.ts:1:1)`],
    ['a message of one letter', 's'],
    ['a message over many lines', `${SECRET}\n\n${SECRET}\n    at /home/${SECRET}/a.ts:1:1`],
  ])('leaves out %s', (_name, message) => {
    const error = new Error(message);
    expect(shown(error)).not.toContain(SECRET);
    expect(shown(new Error('other', { cause: error }))).not.toContain(SECRET);
  });

  it('leaves out names and codes that no program gives, and paths outside of it', () => {
    const error = Object.assign(new Error('m'), { name: SECRET, code: SECRET });
    error.stack = `${SECRET}: m\n    at f (/home/${SECRET}/src/app/library.ts:1:1)\n    at g (C:\\${SECRET}\\src\\a.ts:2:2)`;
    expect(shown(error, SECRET, `call of „${SECRET}“`)).toMatch(
      /^\S+Z error host: a call failed\n {2}an error$/,
    );
  });

  it('never holds what varies, wherever it stands in an error', () => {
    const around = fc.string({ maxLength: 40, unit: 'binary' });
    fc.assert(
      fc.property(around, around, fc.boolean(), (before, after, asCause) => {
        const message = `${before}${SECRET}${after}`;
        const error = Object.assign(new RangeError(message), { code: message });
        expect(shown(asCause ? new Error(before, { cause: error }) : error, message)).not.toContain(SECRET);
        expect(shown(message, message)).not.toContain(SECRET);
      }),
    );
  });
});
