import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
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
    expect(sentence).toMatch(
      language === 'zh' ? /^[\p{Script=Han}\p{P}\p{N} A-Z]{6,}。$/u : /^[A-Z].{15,}\.$/u,
    );
    // No kind is said in the words of another.
    expect(PROBLEM_KINDS.filter((other) => problemText(language, other) === sentence)).toEqual([kind]);
    // Beside it stands the way to try again.
    expect(strings[language].retry).not.toBe('');
    expect(strings[language].retryFile('x')).toContain('x');
  });

  it('can be tried again, and is a photo when the file has become one', async () => {
    const root = tempFolder();
    const folder = path.join(root, 'photos');
    mkdirSync(folder);
    const library = path.join(root, 'library.sqlite');
    const fileOf = (kind: string): string => path.join(folder, `${kind}.jpg`);
    for (const kind of PROBLEM_KINDS)
      writeFileSync(fileOf(kind), kind === 'empty' ? '' : `no picture ${kind}`);
    const userData = new UserDataWriter(library);
    userData.addFolder(Buffer.from(folder), 0);
    userData.close();
    await indexFolder(library, folder);
    const reader = new LibraryReader(library);
    const problems = () => reader.files.problems(0, 2 * PROBLEM_KINDS.length);
    const nameOf = (row: { readonly path: Uint8Array }): string => Buffer.from(row.path).toString();
    const files = new Map(problems().rows.map((row) => [nameOf(row), row.file]));
    const writer = new IndexWriter(library);
    // Whatever each ended as, it is now of its kind.
    for (const kind of PROBLEM_KINDS) {
      const file = files.get(`${kind}.jpg`) ?? 0;
      writer.photos.save(
        [{ file, kind: 'problem', problem: { kind, detail: 'as written' }, hash: null }],
        'none',
      );
    }
    expect(
      problems()
        .rows.map((row) => [nameOf(row), row.kind, row.detail])
        .sort(),
    ).toEqual(PROBLEM_KINDS.map((kind) => [`${kind}.jpg`, kind, 'as written']).sort());
    expect(writer.queue.waitingFiles(2 * PROBLEM_KINDS.length, new Set())).toEqual([]);
    for (const [at, kind] of PROBLEM_KINDS.entries()) {
      writer.queue.retry([files.get(`${kind}.jpg`) ?? 0]);
      expect(writer.queue.waitingFiles(2 * PROBLEM_KINDS.length, new Set())).toHaveLength(at + 1);
    }
    writer.close();
    // Each of its own content.
    const photo = readFileSync(path.join(MODELS, 'samples', 'dog.jpg'));
    for (const kind of PROBLEM_KINDS) writeFileSync(fileOf(kind), Buffer.concat([photo, Buffer.from(kind)]));
    await indexFolder(library, folder);
    expect(problems().total).toBe(0);
    expect(reader.folders()[0]).toMatchObject({ photos: PROBLEM_KINDS.length, problems: 0, waiting: 0 });
    reader.close();
  });
});
