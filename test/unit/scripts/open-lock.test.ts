import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openLock } from '../../../scripts/dev/open-lock.ts';
import { ROOT } from '../../support/paths.ts';

const URL = 'http://127.0.0.1:5173/';
const sourceOf = (file: string): string => readFileSync(path.join(ROOT, 'electron', file), 'utf8');

describe('the development shell', () => {
  it('loads the page of the development server and reaches nothing but this computer', () => {
    const opened = openLock('lock-down.ts', sourceOf('lock-down.ts'), URL);
    expect(opened).toContain(`WINDOW_URL = ${JSON.stringify(URL)}`);
    expect(opened).toContain("'MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'");
    expect(opened).toContain("new Set(['http:', 'ws:', 'app:'");
  });

  it('starts the host that is started again when src changes', () => {
    expect(openLock('places.ts', sourceOf('places.ts'), URL)).toContain("'watched-host.ts'");
  });

  it('has every other file of the shell as it is', () => {
    expect(openLock('main.ts', sourceOf('main.ts'), URL)).toBeNull();
  });

  it('is not built from a source in which what must be changed is missing', () => {
    expect(() => openLock('lock-down.ts', 'export const WINDOW_URL = "";', URL)).toThrow('does not hold');
  });
});
