import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { libraryAbout } from '../../../../src/app/views/library-about.ts';
import { removeFolder } from '../../../support/remove-folder.ts';

const home = mkdtempSync(path.join(os.tmpdir(), 'beachcomb-about-'));
afterAll(() => removeFolder(home));

describe('what is told of the library', () => {
  it('counts what SQLite keeps beside the file, and says where it is without naming the home', async () => {
    const library = path.join(home, 'library.sqlite');
    writeFileSync(library, 'x'.repeat(100));
    writeFileSync(`${library}-wal`, 'x'.repeat(30));
    writeFileSync(path.join(home, 'library.sqlite.thumbnails.sqlite'), 'x'.repeat(7));
    expect(await libraryAbout(library, home)).toEqual({
      place: `~${path.sep}library.sqlite`,
      bytes: 130,
      thumbnailBytes: 7,
    });
    expect((await libraryAbout(library, path.join(home, 'lib'))).place).toBe(library);
  });
});
