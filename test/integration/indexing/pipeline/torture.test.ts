import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { Searcher } from '../../../../src/search/searcher.ts';
import { LibraryReader } from '../../../../src/store/library-reader.ts';
import { dumpIndex } from '../../../support/dump-index.ts';
import { indexFolder } from '../../../support/index-folder.ts';
import { HAS_PHOTOS, PHOTOS } from '../../../support/paths.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

/** Every regular file below a folder (path as latin1 of its bytes) with a hash of its content and its mtime. */
function stateOf(folder: Buffer, files = new Map<string, string>()): Map<string, string> {
  for (const entry of readdirSync(folder, { withFileTypes: true, encoding: 'buffer' })) {
    const file = Buffer.concat([folder, Buffer.from('/'), entry.name]);
    if (entry.isDirectory()) stateOf(file, files);
    else if (entry.isFile()) {
      const hash = createHash('sha256').update(readFileSync(file)).digest('hex');
      files.set(file.toString('latin1'), `${hash} ${statSync(file, { bigint: true }).mtimeNs}`);
    }
  }
  return files;
}

describe('the torture set', () => {
  it.skipIf(!HAS_PHOTOS)(
    'ends whole: each file a photo or a problem, none touched, memory below 1.5 GB (needs ../shared/photos)',
    async () => {
      const root = tempFolder();
      const folder = path.join(root, 'torture');
      mkdirSync(folder);
      execFileSync('tar', ['xf', path.join(PHOTOS, 'torture.tar'), '-C', folder, '--no-same-owner']);
      const before = stateOf(Buffer.from(folder));
      const library = path.join(root, 'library.sqlite');
      const { peak, restarts, summary } = await indexFolder(library, folder);
      console.log(
        `torture: ${summary.indexed} indexed, ${summary.problems} problems, ${summary.seconds} s, ${Math.round(peak / 1e6)} MB`,
      );
      expect(restarts).toBe(0);
      expect(stateOf(Buffer.from(folder))).toEqual(before);
      expect(peak).toBeGreaterThan(0);
      expect(peak).toBeLessThan(1.5 * 2 ** 30);

      const reader = new LibraryReader(library);
      expect(reader.folders()[0]?.waiting).toBe(0);
      const rows = dumpIndex(library).map((line) => JSON.parse(line) as Record<string, string | null>);
      const kept = new Map(
        rows
          .filter((row) => 'path' in row)
          .map(
            (row) =>
              [
                `${folder}/${Buffer.from(row['path'] ?? '', 'hex').toString('latin1')}` as string,
                row,
              ] as const,
          ),
      );
      expect(
        [...kept.values()].filter(
          (row) => row['kind'] === 'photo' && row['problem'] === null && row['hash'] === null,
        ),
      ).toEqual([]);
      // Passed over by rule: hidden files and unfinished downloads.
      const left = [...before.keys()].filter((file) => !kept.has(file) && !/\/\.[^/]*$|\.part$/.test(file));
      expect(left).toEqual([]);

      // What the set says must be found is found by what is in it.
      const wanted = readFileSync(path.join(PHOTOS, 'torture.tsv'), 'utf8')
        .split('\n')
        .map((line) => line.split('\t'))
        .filter(
          ([, , , expected = '']) =>
            expected.startsWith('index normally, label beach') && !expected.includes('hidden'),
        )
        .map(([file = '']) => file);
      const beaches = new Set(
        new Searcher(reader)
          .search('beach', { sort: 'relevance', all: false })
          .hits(0, Number.POSITIVE_INFINITY)
          .map(({ photo }) => photo),
      );
      const found = new Set(
        reader.files
          .places()
          .filter(({ photo }) => beaches.has(photo))
          .map(({ path: file }) => Buffer.from(file).toString()),
      );
      expect(wanted.length).toBeGreaterThan(20);
      expect(wanted.filter((file) => !found.has(file))).toEqual([]);
      reader.close();
    },
    600_000,
  );
});
