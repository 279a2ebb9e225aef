import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { strings } from '../../../renderer/i18n/strings.ts';
import { LANGUAGES } from '../../../src/domain/label.ts';
import { PROBLEM_KINDS } from '../../../src/domain/problem.ts';
import { problemText } from '../../../src/i18n/sentences.ts';
import { IndexWriter } from '../../../src/store/index-writer.ts';
import { LibraryReader } from '../../../src/store/library-reader.ts';
import { UserDataWriter } from '../../../src/store/user-data-writer.ts';
import { indexFolder } from '../../support/index-folder.ts';
import { MODELS } from '../../support/paths.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const PAIRS = LANGUAGES.flatMap((language) => PROBLEM_KINDS.map((kind) => [language, kind] as const));

describe('every kind of problem', () => {
  it.each(PAIRS)('has a sentence in %s: %s', (language, kind) => {
    const sentence = problemText(language, kind);
    expect(sentence).toMatch(language === 'zh' ? /^[\p{Script=Han}\p{P}\p{N} ]{6,}。$/u : /^[A-Z].{15,}\.$/u);
    // No kind is said in the words of another.
    expect(PROBLEM_KINDS.filter((other) => problemText(language, other) === sentence)).toEqual([kind]);
    // Beside it stands the way to try again.
    expect(strings[language].retry).not.toBe('');
    expect(strings[language].retryFile('x')).toContain('x');
  });

  it.each(PROBLEM_KINDS)(
    '%s can be tried again, and is a photo when the file has become one',
    async (kind) => {
      const root = tempFolder();
      const folder = path.join(root, 'photos');
      mkdirSync(folder);
      const library = path.join(root, 'library.sqlite');
      const file = path.join(folder, 'photo.jpg');
      writeFileSync(file, kind === 'empty' ? '' : `no picture ${kind}`);
      const userData = new UserDataWriter(library);
      userData.addFolder(Buffer.from(folder), 0);
      userData.close();
      await indexFolder(library, folder);
      // Whatever it ended as, it is now of this kind.
      const reader = new LibraryReader(library);
      const [row] = reader.problems(0, 10).rows;
      const writer = new IndexWriter(library);
      writer.photos.save(
        [{ file: row?.file ?? 0, kind: 'problem', problem: { kind, detail: 'as written' }, hash: null }],
        'none',
      );
      expect(reader.problems(0, 10)).toMatchObject({ total: 1, rows: [{ kind, detail: 'as written' }] });
      expect(writer.queue.waitingFiles(10, new Set())).toEqual([]);
      writer.queue.retry([row?.file ?? 0]);
      expect(writer.queue.waitingFiles(10, new Set())).toHaveLength(1);
      writer.close();
      copyFileSync(path.join(MODELS, 'samples', 'dog.jpg'), file);
      await indexFolder(library, folder);
      expect(reader.problems(0, 10).total).toBe(0);
      expect(reader.folders()[0]).toMatchObject({ photos: 1, problems: 0, waiting: 0 });
      reader.close();
    },
  );
});
