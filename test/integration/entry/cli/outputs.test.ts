import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { sentences } from '../../../../src/entry/cli/run-index.ts';
import { UserDataWriter } from '../../../../src/store/user-data-writer.ts';
import { indexFolder } from '../../../support/index-folder.ts';
import { keptCommandLine, runCommandLine } from '../../../support/kept-command-line.ts';
import { CAN_MOUNT, mountFolder } from '../../../support/mounts.ts';
import { makeNamedLibrary } from '../../../support/named-library.ts';
import { ROOT } from '../../../support/paths.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { makeUserDataLibrary } from '../../../support/user-data-library.ts';

const PHOTOS = 12;

const inEnglish = keptCommandLine({ LC_ALL: 'en_US.UTF-8' });

async function beachcomb(library: string, args: readonly string[], language?: string) {
  const all = [...args, '--library', library];
  const ended = language === undefined ? inEnglish(all) : runCommandLine(all, { LC_ALL: language });
  const { code, out, err } = await ended;
  return { status: code, stdout: out, stderr: err };
}

function madeLibrary() {
  const root = tempFolder();
  const library = path.join(root, 'library.sqlite');
  const folder = path.join(root, 'photos');
  makeUserDataLibrary(library, folder, PHOTOS);
  return { root, library, folder, photo: (n: number) => path.join(folder, `d${n % 7}`, `${n}.jpg`) };
}

describe('what a command prints', () => {
  it('of an empty library is a sentence beside an empty list', async () => {
    const library = path.join(tempFolder(), 'library.sqlite');
    new UserDataWriter(library).close();
    for (const [args, sentence] of [
      [['folders', 'list'], 'The library has no folders yet. Add one: beachcomb index FOLDER'],
      [['labels', 'list'], /^No labels of your own yet\./],
      [['favourites', 'list'], 'No favourites yet. Add one: beachcomb favourites add PHOTO'],
      [['albums', 'list'], 'No albums yet. Create one: beachcomb albums make NAME'],
      [['people', 'list'], 'No people yet. Find them: beachcomb index --faces on'],
      [['duplicates'], 'No duplicates.'],
      [['removed', 'list'], /^Nothing to put back\./],
    ] as const) {
      const { status, stdout, stderr } = await beachcomb(library, args);
      expect([status, stdout], args.join(' ')).toEqual([0, '']);
      expect(stderr.trimEnd()).toMatch(sentence);
      expect((await beachcomb(library, [...args, '--json'])).stderr).toBe('');
    }
    expect((await beachcomb(library, ['status', '--problems'])).stdout.split('\n').slice(1)).toEqual([
      'The library has no folders yet. Add one: beachcomb index FOLDER',
      'No problems: every file could be read.',
      '',
    ]);
  });

  it('about what it did is a sentence, never a bare number', async () => {
    const { root, library, folder, photo } = madeLibrary();
    mkdirSync(path.join(root, 'more'));
    const cases: [string[], string][] = [
      [['favourites', 'remove', photo(1), photo(2)], 'Removed 2 photos from Favourites.'],
      [['favourites', 'remove', photo(1)], 'No change.'],
      [['favourites', 'add', photo(1)], 'Added to Favourites.'],
      [['albums', 'make', 'Trip'], 'Album “Trip” created.'],
      [['albums', 'add', 'Trip', photo(1), photo(2)], 'Added 2 photos to “Trip”.'],
      [['albums', 'remove', 'Trip', photo(2)], 'Removed from “Trip”.'],
      [['albums', 'rename', 'Trip', 'Tour'], 'Renamed to “Tour”.'],
      [['albums', 'sort', 'Tour', 'oldest'], 'Order changed.'],
      [['albums', 'cover', 'Tour', photo(1)], 'Cover changed.'],
      [['albums', 'delete', 'Tour'], 'Album “Tour” deleted. Its photos stay.'],
      [['albums', 'search', 'Cats', 'cat'], 'Album “Cats” created. Its search finds 0 photos.'],
      [['labels', 'yes', 'Fluffy', photo(4), photo(5)], 'Marked 2 photos as “Fluffy”.'],
      [['labels', 'no', 'Fluffy', photo(6)], 'Marked as not “Fluffy”.'],
      [['labels', 'yes', 'Strand', photo(6)], 'Marked as “Beach”.'],
      [['labels', 'make', 'Garden club'], 'Label “Garden club” created.'],
      [['labels', 'rename', 'Garden club', 'Club'], 'Renamed to “Club”.'],
      [['labels', 'remove', 'Club'], 'Label “Club” removed with your answers. The photos stay.'],
      [['folders', 'exclude', folder, 'd1', 'd2'], 'Excluded from “photos”: d1 and d2.'],
      [['folders', 'exclude', folder], 'No subfolder of “photos” is excluded.'],
      [
        ['folders', 'add', path.join(root, 'more')],
        'Folder “more” added. beachcomb index scans it, and so does an open window.',
      ],
      [
        ['folders', 'remove', path.join(root, 'more')],
        `Folder “${path.join(root, 'more')}” removed. Its files stay as they are.`,
      ],
    ];
    for (const [args, sentence] of cases)
      expect(await beachcomb(library, args), args.join(' ')).toEqual({
        status: 0,
        stdout: `${sentence}\n`,
        // How the search of an album is understood, as of every search.
        stderr: args[1] === 'search' ? '"cat": Cat, 0 photos\n' : '',
      });
    const backup = path.join(root, 'backup.json');
    writeFileSync(backup, (await beachcomb(library, ['backup'])).stdout);
    expect((await beachcomb(library, ['restore', backup])).stdout).toMatch(
      // It changes nothing here.
      /^Restored: 0 answers, 0 labels, 0 favourite files, .* and .*\.\n$/,
    );
    expect((await beachcomb(library, ['albums', 'make', '海'], 'zh_CN.UTF-8')).stdout).toBe(
      '已新建相册“海”。\n',
    );
  }, 120_000);

  it('of a search with reasons has none in empty brackets', async () => {
    const { library } = madeLibrary();
    for (const text of ['', 'is:favourite', '-dog'])
      expect((await beachcomb(library, ['search', '--reasons', text])).stdout, text).not.toMatch(/\(\)/);
    expect((await beachcomb(library, ['search', '--reasons', ''])).stdout.split('\n')).toHaveLength(
      PHOTOS + 1,
    );
  });

  it('of a search with reasons names each word, and the label or place where it was found', async () => {
    const library = makeNamedLibrary(path.join(tempFolder(), 'library.sqlite'), [
      { name: 'Rügen Ausflug', field: 'folder' },
      { name: 'Waldo', field: 'album' },
      { name: 'Grandma', field: 'custom label' },
      { name: 'Our Hochzeit', field: 'caption' },
    ]);
    const reasons = async (text: string, language?: string): Promise<string[]> =>
      (await beachcomb(library, ['search', '--reasons', text], language)).stdout
        .split('\n')
        .map((line) => line.replace(/^.*\.jpg {2}/u, ''));
    expect(await reasons('rügen ausflug')).toContain('(rügen ausflug: folder)');
    expect(await reasons('ausflug rügen', 'zh_CN.UTF-8')).toContain('(ausflug: 文件夹, rügen: 文件夹)');
    expect(await reasons('waldo')).toContain('(waldo: album)');
    expect((await reasons('hochzeit'))[0]).toMatch(/^\(.*hochzeit: caption\)$/u);
    expect(await reasons('grandma')).toContain('(Grandma)');
    expect(await reasons('folder:Rügen')).toContain('(folder:Rügen)');
  });

  it('of problems names files that could not be read, and counts photos that are damaged', async () => {
    const library = path.join(tempFolder(), 'library.sqlite');
    const folder = tempFolder();
    for (const name of ['plain.jpg', 'truncated.jpg', 'crc-error.png'])
      copyFileSync(path.join(ROOT, 'test/fixtures/decode', name), path.join(folder, name));
    writeFileSync(path.join(folder, 'notes.jpg'), 'no picture');
    await indexFolder(library, folder);
    const { stdout } = await beachcomb(library, ['status', '--problems']);
    expect(stdout).toContain('notes.jpg: ');
    expect(stdout).not.toContain('truncated.jpg');
    expect(stdout).toContain(
      '2 photos are damaged and are shown as far as they could be read. Find them: beachcomb search is:damaged\n',
    );
    expect((await beachcomb(library, ['search', 'is:damaged'])).stdout).toMatch(/truncated\.jpg/);
    expect(JSON.parse((await beachcomb(library, ['status', '--problems', '--json'])).stdout)).toMatchObject({
      problems: [{ name: 'notes.jpg' }],
      damaged: 2,
    });
  });

  it('of a slow index has no rate of nothing, and counts nothing that was not indexed', () => {
    const none = { scans: [], indexed: 0, known: 0, problems: 0, rechecked: 0, decoders: 1, seconds: 90 };
    const rest = { recognisedAgain: 0, analysed: {}, recomputed: 0, asked: 0 };
    expect(sentences({ ...none, ...rest, indexed: 1 })).toEqual(['1 file indexed in 2 min.']);
    expect(sentences({ ...none, ...rest, indexed: 90 })).toEqual([
      '90 files indexed in 2 min (1.0 a second).',
    ]);
    expect(sentences({ ...none, ...rest }, true)).toEqual([
      'Stopped before a file was indexed; the next run continues.',
    ]);
    expect(sentences({ ...none, ...rest, problems: 2 })).toEqual([
      '2 files could not be read; beachcomb status --problems lists them.',
    ]);
  });

  it.skipIf(!CAN_MOUNT)(
    'of a library that can only be read states why once, and what is read as ever (needs the right to mount)',
    async () => {
      const { root, library, photo } = madeLibrary();
      const at = path.join(tempFolder(), 'disk');
      mountFolder(root, at, 'read');
      const readOnly = path.join(at, path.basename(library));
      // A process states it once.
      const alone = (args: readonly string[]) => beachcomb(readOnly, args, 'en_US.UTF-8');
      const why = /^The library cannot be written \([^\n]*\)\. Nothing was lost; you can still search\.\n$/;
      for (const args of [
        ['favourites', 'add', photo(11)],
        ['albums', 'make', 'Trip'],
        ['index'],
        ['index', root],
      ]) {
        const { status, stdout, stderr } = await alone(args);
        expect([status, stdout], args.join(' ')).toEqual([2, '']);
        expect(stderr, args.join(' ')).toMatch(why);
      }
      const listed = await alone(['albums', 'list']);
      expect(listed).toMatchObject({ status: 0, stdout: 'Best\t7\nDogs\t4\n' });
      expect(listed.stderr).toMatch(why);
    },
  );
});
