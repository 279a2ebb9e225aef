import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import Sqlite from 'better-sqlite3';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import * as z from 'zod';
import { openLibrary } from '../../../../src/app/open-library.ts';
import { CALL_COMMANDS } from '../../../../src/entry/cli/call-commands.ts';
import { formatterFor } from '../../../../src/i18n/formatter.ts';
import { indexFolder } from '../../../support/index-folder.ts';
import { indexedSamples } from '../../../support/indexed-samples.ts';
import { type Ended, keptCommandLine, runCommandLine } from '../../../support/kept-command-line.ts';
import { MODELS } from '../../../support/paths.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { makeUserDataLibrary } from '../../../support/user-data-library.ts';

const PHOTOS = 60;

const beachcomb = keptCommandLine();

function madeLibrary() {
  const root = tempFolder();
  const folder = path.join(root, 'photos');
  const library = path.join(root, 'library.sqlite');
  makeUserDataLibrary(library, folder, PHOTOS);
  const photo = (n: number): string => path.join(folder, `d${n % 7}`, `${n}.jpg`);
  const run = (...args: string[]): Promise<Ended> => beachcomb([...args, '--library', library]);
  const json = async (...args: string[]): Promise<unknown> => {
    const { code, out, err } = await run(...args, '--json');
    expect({ code, err }, args.join(' ')).toEqual({ code: 0, err: '' });
    return JSON.parse(out);
  };
  return { root, folder, library, photo, run, json };
}

const open = (library: string) =>
  openLibrary({ path: library, models: MODELS, samples: null, indexing: false, log: () => {} });

describe('the commands that are calls of the contract', () => {
  it('print the schema of their output from the contract, without a library', async () => {
    for (const name of Object.keys(CALL_COMMANDS)) {
      const { code, out } = await beachcomb([...name.split(' '), '--schema']);
      expect(code, name).toBe(0);
      expect(JSON.parse(out), name).toMatchObject({ $schema: expect.stringContaining('json-schema.org') });
    }
  });

  it.skipIf(process.platform !== 'linux')(
    'move photos to the trash only with --yes where nobody can confirm it (needs Linux)',
    async () => {
      const { root, folder, photo, run, json } = madeLibrary();
      vi.stubEnv('XDG_DATA_HOME', path.join(root, 'data'));
      onTestFinished(() => void vi.unstubAllEnvs());
      mkdirSync(path.join(folder, 'd1'), { recursive: true });
      // As it was scanned: see makeUserDataLibrary.
      const db = new Sqlite(path.join(root, 'library.sqlite'));
      const [size, mtime] = db
        .prepare('SELECT size, mtime FROM files WHERE name = ?')
        .raw()
        .get(Buffer.from('1.jpg')) as number[];
      db.close();
      writeFileSync(photo(1), Buffer.alloc(size ?? 0, 1));
      utimesSync(photo(1), (mtime ?? 0) / 1e6, (mtime ?? 0) / 1e6);

      const asked = await run('trash', photo(1));
      expect([asked.code, asked.out, existsSync(photo(1))]).toEqual([2, '', true]);
      expect(asked.err).toContain('1 photo (1 file');
      expect((await run('trash', photo(2), '--yes')).code).toBe(2);
      expect((await run('trash', 'asdfghjk', '--search', '--yes')).code).toBe(1);
      for (const nothing of ['  ', '(((', '" "', '| |'])
        expect(await run('trash', nothing, '--search', '--yes')).toMatchObject({
          code: 2,
          err: expect.stringContaining('has no words'),
        });
      expect(existsSync(photo(1))).toBe(true);

      expect(await json('trash', photo(1), '--yes')).toMatchObject({ photos: 1, files: 1, failed: 0 });
      expect(existsSync(photo(1))).toBe(false);
      expect(readdirSync(path.join(root, 'data', 'Trash', 'files'))).toEqual(['1.jpg']);
      expect((await run('trash', photo(1), '--yes')).code).toBe(2);

      expect((await run('removed', 'list')).out).toMatch(/^\d+\t\d{4}-\d\d-\d\dT[\d:.]+Z\t1\t1\.jpg\n$/);
      expect(await run('removed', 'restore', '99')).toMatchObject({
        code: 2,
        err: expect.stringContaining('can be put back from the trash: 99'),
      });
      expect(existsSync(photo(1))).toBe(false);
      expect(await json('removed', 'restore', 'last')).toEqual({
        files: 1,
        failed: 0,
        problems: [],
        paths: [{ path: photo(1) }],
      });
      expect(existsSync(photo(1))).toBe(true);
      expect((await run('removed', 'list')).out).toBe('');
      expect(await run('removed', 'restore', 'last')).toMatchObject({
        code: 2,
        err: `${formatterFor('en')('removedNone')}\n`,
      });
    },
  );

  it('keep favourites, albums, labels and folders, and print them', async () => {
    const { folder, photo, run, json } = madeLibrary();
    expect(await json('favourites', 'add', photo(30), photo(31))).toEqual({ changed: [30, 31] });
    expect(await json('favourites', 'remove', photo(30))).toEqual({ changed: [30] });
    expect((await json('favourites', 'list')) as object).toMatchObject({
      photos: expect.arrayContaining([31]),
    });
    expect((await run('favourites', 'list')).out.split('\n')).toContain(photo(31));
    expect((await run('favourites', 'list')).out.split('\n')).not.toContain(photo(30));

    await json('albums', 'make', 'Trip');
    await json('albums', 'add', 'Trip', photo(1), photo(2), photo(3));
    await json('albums', 'remove', 'Trip', photo(2));
    expect((await run('albums', 'list')).out).toContain('Trip\t2\n');
    expect(await run('albums', 'make', ' trip')).toMatchObject({
      code: 2,
      err: 'There is an album “ trip” already.\n',
    });
    await json('albums', 'delete', 'TRIP');
    expect((await run('albums', 'list')).out).not.toContain('Trip');

    // A photo that is not there leaves no label behind.
    expect((await run('labels', 'yes', 'Fluffy', photo(4), '/nowhere.jpg')).code).toBe(2);
    expect((await run('labels', 'list')).out).not.toContain('Fluffy');
    await json('labels', 'yes', 'Fluffy', photo(4), photo(5));
    await json('labels', 'no', 'Fluffy', photo(6));
    expect((await run('labels', 'list')).out).toContain('Fluffy\t2\t1\n');
    expect(await run('labels', 'rename', 'fluffy', 'Bella')).toMatchObject({
      code: 0,
      out: 'Renamed to “Bella”.\n',
    });
    await json('labels', 'make', 'Garden club');
    expect((await run('labels', 'list')).out).toMatch(/Bella\t2\t1\n(?:.*\n)*Garden club\t0\t0\n/);
    expect(await run('labels', 'make', 'bella')).toMatchObject({
      code: 2,
      err: 'There is a label “bella” of yours already.\n',
    });
    expect(await run('labels', 'rename', 'Bella', 'garden club')).toMatchObject({
      code: 2,
      err: 'That name is taken.\n',
    });
    for (const name of ['Beach', 'Fluffy'])
      expect(await run('labels', 'remove', name)).toMatchObject({
        code: 2,
        err: `There is no label of your own with this name: ${name}\n`,
      });
    await json('labels', 'remove', 'BELLA');
    expect((await run('labels', 'list')).out).not.toContain('Bella');

    expect(await json('folders', 'exclude', folder, 'd1', 'd2')).toMatchObject({ excluded: ['d1', 'd2'] });
    // By its path, the name or the number of the list.
    for (const named of [folder, 'photos', '1'])
      expect(await json('folders', 'exclude', named), named).toMatchObject({ excluded: [] });
    expect((await run('folders', 'list')).out).toMatch(/^\d+\tphotos\t\d+\t/);
    expect((await run('folders', 'list')).out).toContain(`\t${folder}\n`);
    await json('folders', 'remove', folder);
    expect(await json('folders', 'list')).toEqual([]);
  });

  it('take a word for a label, in any language, for that label, and a no makes none', async () => {
    const { photo, run, json } = madeLibrary();
    const before = (await run('labels', 'list')).out;
    const words = ['Strand', 'plage', 'playas', 'Hund', 'собака', '海滩', 'seaside', 'dogs', 'puppy', 'Wald'];
    for (const [at, word] of words.entries())
      for (const applies of word === 'puppy' ? ['yes'] : ['yes', 'no'])
        await json('labels', applies, word, photo(at + 1));
    expect(await run('labels', 'yes', 'Hunde', photo(20))).toMatchObject({ out: 'Marked as “Dog”.\n' });
    for (const word of ['Xyzzy', 'puppy', 'bea'])
      expect(await run('labels', 'no', word, photo(1))).toMatchObject({
        code: 2,
        err: `There is no label for this word: ${word}\n`,
      });
    expect((await run('labels', 'list')).out).toBe(before);
    // The beginning of a word is a name of its own.
    await json('labels', 'yes', 'Bea', photo(1));
    expect((await run('labels', 'list')).out).toContain('Bea\t1\t0\n');
    // A label of one's own that a word of another language is the name of goes first.
    await json('labels', 'make', 'Adler');
    await json('labels', 'yes', 'adler', photo(2));
    expect((await run('labels', 'list')).out).toContain('Adler\t1\t0\n');
  });

  it('carry all that was stated into another library', async () => {
    const { root, run } = madeLibrary();
    const { out } = await run('backup');
    const file = path.join(root, 'backup.json');
    writeFileSync(file, out);
    const other = path.join(root, 'other.sqlite');
    makeUserDataLibrary(other, path.join(root, 'photos'), 1);
    const restore = async (): Promise<unknown> =>
      JSON.parse((await beachcomb(['restore', file, '--library', other, '--json'])).out);
    // It counts what it changes, so the second time nothing.
    const nothing = { corrections: 0, favourites: 0, albums: 0, customLabels: 0, people: 0, skipped: 0 };
    const first = await restore();
    expect(first).toMatchObject({ corrections: expect.any(Number), skipped: 0 });
    expect(first).not.toMatchObject(nothing);
    expect(await restore()).toMatchObject(nothing);
    const again = JSON.parse((await beachcomb(['backup', '--library', other])).out) as {
      favourites: unknown[];
    };
    expect(again.favourites).toHaveLength(20);
  });

  it('describe the backup file by --schema, which restore reads', async () => {
    const { run } = madeLibrary();
    const written: unknown = JSON.parse((await run('backup')).out);
    const printed: unknown = JSON.parse((await run('backup', '--schema')).out);
    const schema = z.fromJSONSchema(printed as z.core.JSONSchema.JSONSchema);
    expect(schema.parse(written)).toMatchObject({ program: 'Beachcomb' });
    // Every list of the file is described, to its rows.
    const { properties } = z
      .object({ properties: z.record(z.string(), z.looseObject({ items: z.unknown().optional() })) })
      .parse(printed);
    for (const [name, list] of Object.entries(z.record(z.string(), z.unknown()).parse(written))) {
      expect(Object.keys(properties)).toContain(name);
      if (!Array.isArray(list) || list.length === 0) continue;
      expect(properties[name]?.items, name).toBeDefined();
      const spoilt = { ...(written as object), [name]: [...(list as unknown[]), { at: 'yesterday' }] };
      expect(schema.safeParse(spoilt).success, name).toBe(false);
    }
    for (const [command, words] of [
      ['backup', 'of the backup file'],
      ['restore', 'backup --schema'],
      ['labels', 'of what --json prints'],
    ] as const)
      expect(
        (await beachcomb([...(command === 'labels' ? ['labels', 'list'] : [command]), '--help'])).out.replace(
          /\s+/g,
          ' ',
        ),
      ).toContain(words);
  });

  it('refuse a cover that is not in the album', async () => {
    const { photo, run } = madeLibrary();
    expect((await run('albums', 'cover', 'Best', photo(8))).code).toBe(0);
    expect(await run('albums', 'cover', 'Best', photo(50))).toEqual({
      code: 2,
      out: '',
      err: 'The photo is not in this album, so it cannot be its cover.\n',
    });
  });

  it.each([
    [['albums', 'add', 'Nowhere', 'x.jpg'], 'Nowhere'],
    [['favourites', 'add', '/nowhere/x.jpg'], '/nowhere/x.jpg'],
    [['favourites', 'add'], 'photo'],
    [['folders', 'remove', '/nowhere'], '/nowhere'],
    [['people', 'name', 'Anna'], 'name'],
    [['restore', '/nowhere.json'], '/nowhere.json'],
    [['albums', 'make', ' '], ''],
  ])('answer %j with a sentence and change nothing', async (args, named) => {
    const { run } = madeLibrary();
    const before = (await run('backup')).out;
    const { code, out, err } = await run(...args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(err).toContain(named);
    const withoutTime = (text: string): string => text.replace(/^ {2}"at": .*$/m, '');
    expect(withoutTime((await run('backup')).out)).toBe(withoutTime(before));
  });

  it('copy real photos into a folder', async () => {
    const root = tempFolder();
    const library = path.join(root, 'library.sqlite');
    const samples = path.join(MODELS, 'samples');
    await indexedSamples(library);
    const target = path.join(root, 'copies');
    const names = ['beach.jpg', 'dog.jpg'];
    const paths = names.map((name) => path.join(samples, name));
    // No folder can be made in a file.
    const inFile = path.join(paths[0] ?? '', 'copies');
    const nowhere = await beachcomb(['export', inFile, ...paths, '--library', library]);
    expect(nowhere).toMatchObject({ code: 2, out: '' });
    expect(nowhere.err.trim().split('\n')).toHaveLength(1);
    const made = await beachcomb(['export', target, ...paths, '--library', library]);
    expect(made).toMatchObject({ code: 0, out: '2 files exported.\n' });
    expect(readdirSync(target).sort()).toEqual(names);
    // A part that could not be done is told by the exit code.
    const copied = path.join(root, 'copied.jpg');
    copyFileSync(path.join(samples, 'bus.jpg'), copied);
    appendFileSync(copied, 'another');
    await indexFolder(library, root);
    rmSync(copied);
    const inPart = await beachcomb([
      'export',
      path.join(root, 'more'),
      copied,
      ...paths,
      '--library',
      library,
    ]);
    expect(inPart).toMatchObject({ code: 1, out: expect.stringMatching(/exported/) });
    for (const [at, name] of names.entries())
      expect(readFileSync(path.join(target, name)).equals(readFileSync(paths[at] ?? ''))).toBe(true);
  });

  it('state nothing of a file that could not be read, and name why; withdrawing stays possible', async () => {
    const root = tempFolder();
    const library = path.join(root, 'library.sqlite');
    const folder = path.join(root, 'photos');
    mkdirSync(folder);
    const [empty, cut] = ['empty.jpg', 'cut.jpg'].map((name) => path.join(folder, name));
    writeFileSync(empty ?? '', '');
    writeFileSync(cut ?? '', 'no picture at all');
    await indexFolder(library, folder);
    const run = (...args: string[]): Promise<Ended> => beachcomb([...args, '--library', library]);
    expect((await run('albums', 'make', 'Holiday')).code).toBe(0);
    for (const file of [empty, cut] as string[])
      for (const args of [
        ['favourites', 'add', file],
        ['labels', 'yes', 'Dog', file],
        ['labels', 'no', 'Dog', file],
        ['labels', 'yes', 'Our boat', file],
        ['albums', 'add', 'Holiday', file],
      ]) {
        const { code, out, err } = await run(...args);
        expect({ code, out }, args.join(' ')).toEqual({ code: 2, out: '' });
        expect(err).toContain(`Nothing was changed: ${file} could not be read.`);
      }
    expect((await run('labels', 'list')).out).toBe('');
    expect((await run('favourites', 'remove', empty ?? '')).code).toBe(0);
  });

  it('lose nothing while a window writes to the same library, nor when the library is rebuilt afterwards', async () => {
    const { library, photo } = madeLibrary();
    const host = await open(library);
    const [ours, theirs] = [
      [21, 22, 23, 24],
      [41, 42, 43, 44, 45, 46, 47, 48],
    ];
    let isOver = false;
    const commands = Promise.all(
      ours.map((n) => runCommandLine(['favourites', 'add', photo(n), '--library', library])),
    ).finally(() => {
      isOver = true;
    });
    let rounds = 0;
    for (; !isOver || rounds < theirs.length; rounds += 1) {
      await host.handlers['favourites.set']({ photos: [theirs[rounds % theirs.length] ?? 0], on: true });
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect((await commands).map(({ code }) => code)).toEqual(ours.map(() => 0));
    const kept = async (one: Awaited<ReturnType<typeof open>>): Promise<number[]> =>
      (await one.search('is:favourite', { sort: 'date', all: false }))
        .hits(0, PHOTOS)
        .map((hit) => hit.photo)
        .filter((id) => id > 20)
        .sort((a, b) => a - b);
    expect(await kept(host)).toEqual([...ours, ...theirs]);
    await host.close();

    // The journal alone has all of it.
    for (const end of ['', '-wal', '-shm']) rmSync(`${library}${end}`, { force: true });
    expect(existsSync(library)).toBe(false);
    const rebuilt = await open(library);
    const { json } = await rebuilt.handlers['userData.export']({});
    await rebuilt.close();
    expect((JSON.parse(json) as { favourites: unknown[] }).favourites).toHaveLength(
      20 + ours.length + theirs.length,
    );
  });
});

describe('arguments that a call cannot use', () => {
  /** The line of an error; the hint at the help follows that of a missing or empty argument. */
  const errorOf = async (run: Promise<Ended>): Promise<string> => {
    const { code, out, err } = await run;
    const [line = '', ...others] = err.trimEnd().split('\n');
    expect({ code, out, others: others.filter((one) => !one.includes('--help')) }, err).toEqual({
      code: 2,
      out: '',
      others: [],
    });
    expect(err).not.toMatch(/[{}[\]]|request was not understood|no such thing/);
    return line;
  };

  it('are named in one sentence, whatever the command, when they are empty', async () => {
    const { run, photo } = madeLibrary();
    const texts = { photo: photo(1), readableFile: photo(1), order: 'hand' } as const;
    for (const [name, { arguments: wanted }] of Object.entries(CALL_COMMANDS))
      for (const [at, { kind }] of wanted.entries()) {
        const given = wanted.map((one) =>
          one.kind in texts ? texts[one.kind as keyof typeof texts] : 'Trip',
        );
        const line = await errorOf(run(...name.split(' '), ...given.with(at, '')));
        expect(line, name).toBe(`error: argument '${kind}' is empty`);
      }
  }, 180_000);

  it('are named in one sentence when they are too long, too few, or nothing to be seen', async () => {
    const { run, json } = madeLibrary();
    await json('albums', 'make', 'Trip');
    const cases: [string[], string][] = [
      [['albums', 'make', ' '], "error: argument 'name' is empty"],
      [['albums', 'make', 'x'.repeat(201)], "error: argument 'name' is too long: at most 200 characters"],
      [['albums', 'make', 'a\u202eb'], "error: argument 'name' is not valid"],
      [['albums', 'rename', 'Trip', '\t'], "error: argument 'name' is empty"],
      [
        ['albums', 'search', 'Long', 'x'.repeat(2001)],
        "error: argument 'search' is too long: at most 2,000 characters",
      ],
      [['albums', 'sort', 'Trip', 'upwards'], 'Allowed choices are oldest, newest, hand.'],
      [['people', 'merge', 'Nobody', 'Nobody'], 'There is no person with this name: Nobody'],
    ];
    for (const [args, sentence] of cases)
      expect(await errorOf(run(...args)), args.join(' ')).toContain(sentence);
  });

  it('are named with what is wrong with a backup', async () => {
    const { root, run } = madeLibrary();
    const file = path.join(root, 'backup.json');
    const cases: [string, RegExp][] = [
      ['{"program":', /is not valid JSON/],
      ['[]', /is not a backup of Beachcomb/],
      ['{"program":"Beachcomb","form":999}', /newer version of Beachcomb/],
    ];
    for (const [text, sentence] of cases) {
      writeFileSync(file, text);
      const line = await errorOf(run('restore', file));
      expect(line).toMatch(sentence);
      expect(line).toContain(file);
    }
  });

  it('are named as what they are not', async () => {
    const { root, run } = madeLibrary();
    const text = path.join(root, 'text.txt');
    writeFileSync(text, 'no photo');
    const none = path.join(root, 'none.jpg');
    for (const args of [['favourites', 'add'], ['similar'], ['export', root], ['trash', '--yes']]) {
      expect(await errorOf(run(...args, text))).toBe(`This is not a photo of the library: ${text}`);
      expect(await errorOf(run(...args, none))).toBe(`There is no such file: ${none}`);
    }
    expect(await errorOf(run('folders', 'remove', root))).toBe(
      `This is not a folder of the library: ${root}`,
    );
    expect(await errorOf(run('albums', 'delete', 'None'))).toBe('There is no album with this name: None');
    expect(await errorOf(run('labels', 'no', 'Qwertz', none))).toBe(
      'There is no label for this word: Qwertz',
    );
  });
});
