import { spawn, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openLibrary } from '../../../../src/app/open-library.ts';
import { commandViews } from '../../../../src/entry/cli/command-tree.ts';
import { createProgram } from '../../../../src/entry/cli/create-program.ts';
import { lockLibrary } from '../../../../src/store/library-lock.ts';
import { UserDataWriter } from '../../../../src/store/user-data-writer.ts';
import { CLI_MAIN } from '../../../support/cli-main.ts';
import { type Ended, keptCommandLine } from '../../../support/kept-command-line.ts';
import { MODELS, ROOT } from '../../../support/paths.ts';
import { removeFolder } from '../../../support/remove-folder.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

interface How {
  /** Called with all output so far, stdout in front; may send signals. */
  readonly during?: (kill: (signal: NodeJS.Signals) => void, text: string) => void;
  readonly env?: Readonly<Record<string, string>>;
  /** Nobody reads stdout. */
  readonly closeOutput?: boolean;
}

const kept = keptCommandLine();

/** Runs the real command line. */
function beachcomb(args: readonly string[], how: How = {}): Promise<Ended> {
  const { during, env = {}, closeOutput = false } = how;
  if (during === undefined && !closeOutput) return kept(args, env);
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', CLI_MAIN, ...args], {
    env: { ...process.env, ...env },
  });
  if (closeOutput) child.stdout.destroy();
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
    during?.((signal) => child.kill(signal), out + err);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
    during?.((signal) => child.kill(signal), out + err);
  });
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err })));
}

/** A photo of its own content, to be renamed. */
function copyOf(folder: string, name: string): string {
  const file = path.join(folder, `${Buffer.from(name).toString('hex')}.jpg`);
  copyFileSync(path.join(MODELS, 'samples', 'bus.jpg'), file);
  appendFileSync(file, name);
  return file;
}

/** Sample photos in a folder, beside which a library of them can lie. */
function samples(names: readonly string[], root = tempFolder()) {
  const folder = path.join(root, 'photos');
  mkdirSync(folder);
  for (const name of names) copyFileSync(path.join(MODELS, 'samples', name), path.join(folder, name));
  return { root, folder, library: path.join(root, 'library.sqlite') };
}

/** A JPEG with XMP in it that says so many stars: the same size for each of them. */
function withRating(jpeg: Uint8Array, stars: number): Buffer {
  const xmp = Buffer.from(
    `http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/"><xmp:Rating>${stars}</xmp:Rating></rdf:Description></rdf:RDF></x:xmpmeta>`,
  );
  const head = Buffer.of(0xff, 0xe1, 0, 0);
  head.writeUInt16BE(xmp.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, xmp, jpeg.subarray(2)]);
}

/** Four photos that were indexed once, for the tests that change neither them nor their library. */
const four = samples(
  ['beach.jpg', 'dog.jpg', 'bus.jpg', 'sea.jpg'],
  mkdtempSync(path.join(os.tmpdir(), 'beachcomb-')),
);
let indexed: Ended;
beforeAll(async () => {
  indexed = await beachcomb(['index', '--library', four.library, four.folder]);
});
afterAll(() => removeFolder(four.root));

describe('the command line', () => {
  it('indexes a folder, says so in plain lines, and finds in it what is seen', async () => {
    const { folder, library } = four;
    expect(indexed).toMatchObject({ code: 0, out: expect.stringContaining('4 files indexed') });
    expect(`${indexed.out}${indexed.err}`).not.toContain('\u001b');
    const again = await beachcomb(['index', '--library', library, folder]);
    expect(again.out).toContain('no photo opened');

    const found = await beachcomb(['search', '--library', library, '--json', 'beach']);
    const lines = found.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
    expect(lines[0]).toMatchObject({
      path: path.join(folder, 'beach.jpg'),
      level: 'likely',
      reasons: [
        { word: 'beach', label: 'beach', score: expect.any(Number) },
        // Its file is called so, too.
        { word: 'beach', label: 'name', score: 1 },
      ],
    });
    expect((await beachcomb(['search', '--library', library, '海滩'])).out).toContain('beach.jpg');
    expect((await beachcomb(['search', '--library', library, 'dog', '-people'])).out).toContain('dog.jpg');
    for (const nothing of ['', '(((('])
      expect((await beachcomb(['search', '--library', library, nothing])).err).toContain(
        'No words to search for: these are all photos.\n',
      );
    const status = await beachcomb(['status', '--library', library]);
    expect(status.out).toContain('photos: 4 files');
  });

  it('goes on to the last photo that has any score with --all, best first, and stops where --limit says', async () => {
    const { library } = four;
    const all = (await beachcomb(['search', '--library', library, '--json', '--all', 'dog'])).out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { score: number; level: string });
    expect(all).toHaveLength(4);
    expect(all.map(({ score }) => score)).toEqual(all.map(({ score }) => score).sort((a, b) => b - a));
    expect(all.at(-1)?.level).toBe('unlikely');
    const two = await beachcomb(['search', '--library', library, '--json', '--all', '--limit', '2', 'dog']);
    expect(two.out.trim().split('\n')).toHaveLength(2);
  });

  it('prints as many files as --limit says in each form, where photos have copies', async () => {
    const { folder, library } = samples(['beach.jpg', 'dog.jpg', 'bus.jpg']);
    for (const name of ['beach.jpg', 'dog.jpg', 'bus.jpg'])
      copyFileSync(path.join(folder, name), path.join(folder, `copy of ${name}`));
    await beachcomb(['index', '--library', library, folder]);
    for (const limit of [1, 3, 4, 6, 9])
      for (const form of ['--json', '--reasons', '--null']) {
        const args = ['search', '--library', library, form, '--limit', String(limit), 'type:jpeg'];
        const { out } = await beachcomb(args);
        const files = out.split(form === '--null' ? '\0' : '\n').filter((line) => line !== '');
        expect(files.length, args.join(' ')).toBe(Math.min(6, limit));
      }
  });

  it('gives a name that is no valid UTF-8 as bytes beside the text', async () => {
    const { folder, library } = samples([]);
    const name = Buffer.concat([Buffer.from(`${folder}/dog`), Buffer.from([0xff]), Buffer.from('.jpg')]);
    copyFileSync(path.join(MODELS, 'samples', 'dog.jpg'), name);
    await beachcomb(['index', '--library', library, folder]);
    const found = await beachcomb(['search', '--library', library, '--json', 'dog']);
    expect(JSON.parse(found.out)).toMatchObject({ pathBytes: name.toString('base64') });
  });

  it('ends cleanly on Ctrl-C, keeps what is done and says so', async () => {
    const { folder, library } = samples([
      'beach.jpg',
      'dog.jpg',
      'bus.jpg',
      'sea.jpg',
      'winter.jpg',
      'railway.jpg',
    ]);
    let sent = false;
    const stopped = await beachcomb(['index', '--library', library, folder], {
      during: (kill) => {
        if (!sent) kill('SIGINT');
        sent = true;
      },
    });
    expect(stopped).toMatchObject({ code: 130, err: expect.stringContaining('Finished photos are kept') });
    const rest = await beachcomb(['index', '--library', library, folder]);
    expect(rest.code).toBe(0);
    expect((await beachcomb(['status', '--library', library])).out).toContain('photos: 6 files');
  });

  it('makes no library of an empty file, and makes one again that lost its content', async () => {
    const { library } = samples([]);
    writeFileSync(library, '');
    for (const args of [['search', 'dog'], ['status'], ['index'], ['folders', 'list']]) {
      const refused = await beachcomb([...args, '--library', library]);
      expect(refused, args.join(' ')).toMatchObject({
        code: 2,
        out: '',
        err: expect.stringContaining('not a library file'),
      });
    }
    expect(statSync(library).size).toBe(0);
    expect(readdirSync(path.dirname(library)).sort()).toEqual(['library.sqlite', 'photos']);

    const lost = `${library}-lost`;
    new UserDataWriter(lost).close();
    writeFileSync(lost, '');
    expect((await beachcomb(['search', '--library', lost, 'dog'])).err).not.toContain('not a library file');
    expect(statSync(lost).size).toBeGreaterThan(0);
  });

  it('answers a mistake with a sentence and a code, never with a stack', async () => {
    const { folder, library } = samples([]);
    const empty = `${library}-empty`;
    new UserDataWriter(empty).close();
    for (const [args, code, words] of [
      [['index', '--library', library, '/no/such/folder'], 2, 'not a folder'],
      [['index', '--library', library], 2, 'There is no library'],
      [['index', '--library', empty], 2, 'has no folders yet'],
      [['search', '--library', path.dirname(library), 'dog'], 2, 'not a library file'],
      [['index', '--library', path.join(MODELS, 'README.md', 'x'), folder], 2, 'is not a folder'],
      [['frobnicate'], 2, 'unknown command'],
      [[], 2, 'Usage'],
    ] as const) {
      const ended = await beachcomb(args);
      expect(ended, args.join(' ')).toMatchObject({ code, err: expect.stringContaining(words) });
      expect(ended.err).not.toMatch(/\n\s+at /);
    }
    const help = await beachcomb(['--help']);
    expect(help).toMatchObject({ code: 0, out: expect.stringContaining('Examples:') });
  });

  it('refuses an option that it does not know, in every command, and offers the one that is like it', async () => {
    const { library } = samples([]);
    for (const [args, words] of [
      [['search', '--limt', '3', 'dog'], "unknown option '--limt'\n(Did you mean --limit?)"],
      [['search', 'dog', '-people', '--jsn'], '(Did you mean --json?)'],
      [['search', '--people'], "unknown option '--people'"],
      [['index', '--jsn'], '(Did you mean --json?)'],
      [['status', '--problem'], '(Did you mean --problems?)'],
      [['serve', '--prot', '3'], '(Did you mean --port?)'],
      [['doctor', '--no-engine'], '(Did you mean --no-engines?)'],
      [['engine', 'add', 'tensorflow', '--ja'], "unknown option '--ja'"],
      [['--libary', 'x', 'search', 'dog'], "unknown option '--libary'"],
      [['status', 'folder'], 'too many arguments'],
      [['search'], "missing required argument 'words'"],
      [['search', 'dog', '--sort', 'name'], 'Allowed choices are relevance, date'],
      ...['many', '0', '-3', '1.5', '1e3', '0x9', ' 3', '', '9'.repeat(20)].map(
        (n) => [['search', 'dog', `--limit=${n}`], 'Expected a positive integer'] as const,
      ),
      ...['', '-1', '65536', '1e3', 'http'].map(
        (n) => [['serve', `--port=${n}`], 'Expected a port, 0 to 65535'] as const,
      ),
    ] as const) {
      const ended = await beachcomb(args, { env: { BEACHCOMB_LIBRARY: library } });
      expect(ended, args.join(' ')).toMatchObject({ code: 2, out: '', err: expect.stringContaining(words) });
    }
    expect(readdirSync(path.dirname(library))).toEqual(['photos']);
  });

  it('takes what begins with one dash for a word that is left out, wherever it stands, and all behind --', async () => {
    const { library } = four;
    const dogOnly = [
      ['dog', '-people'],
      ['-people', 'dog'],
      ['-people', 'dog', '--limit', '3'],
      ['-people', '--limit=3', '--', 'dog'],
      // No letter of a word is an option: not the -h, and not the -V of the program.
      ['dog', '-hat', '-Vintage', '--limit', '1'],
      ['--', 'dog', '-people'],
    ];
    for (const words of dogOnly) {
      const found = await beachcomb(['search', '--library', library, '--reasons', ...words]);
      expect(found, words.join(' ')).toMatchObject({
        code: 0,
        out: expect.stringMatching(/^\S+dog\.jpg .*\n(?:-- less likely --\n|$)/),
      });
    }
    // A word behind -- is no option, whatever it begins with.
    const word = await beachcomb(['search', '--library', library, '-x', '--', '--limit', '-h']);
    expect(word.err).toContain('"limit":');
    expect(word.out).not.toContain('Usage');
    const help = await beachcomb(['search', '-dog', '-h']);
    expect(help).toMatchObject({ code: 0, out: expect.stringContaining('Usage: beachcomb search') });
  });

  it('creates no library but by index and serve: elsewhere one that is not there is an error', async () => {
    const { folder, library } = samples(['dog.jpg']);
    const missing = path.join(path.dirname(library), 'nowhere', 'library.sqlite');
    for (const args of [['search', 'dog'], ['status'], ['index'], ['engine', 'add', 'tensorflow', '--yes']]) {
      const ended = await beachcomb([...args, '--library', missing]);
      expect(ended, args.join(' ')).toMatchObject({
        code: 2,
        out: '',
        err: `There is no library at ${missing}. Create one with: beachcomb index FOLDER\n`,
      });
    }
    const doctor = await beachcomb(['doctor', '--no-engines', '--library', missing]);
    expect(doctor).toMatchObject({ code: 0, out: expect.stringContaining(`no library yet at ${missing}`) });
    expect(readdirSync(path.dirname(library))).toEqual(['photos']);
    expect(await beachcomb(['index', '--library', missing, folder])).toMatchObject({ code: 0 });
    expect(await beachcomb(['search', '--library', missing, 'dog'])).toMatchObject({ code: 0 });
  });

  it('ends with 1 where a search finds nothing, as grep does, and with 0 where it finds anything', async () => {
    const { folder, library } = samples(['dog.jpg']);
    writeFileSync(path.join(folder, 'broken.jpg'), 'no picture');
    await beachcomb(['index', '--library', library, folder]);
    for (const [words, code] of [
      [['dog'], 0],
      [['name:dog'], 0],
      [['name:cat'], 1],
      [['--json', 'name:cat'], 1],
      // Found, though it is no photo.
      [['is:problem'], 0],
    ] as const)
      expect((await beachcomb(['search', '--library', library, ...words])).code, words.join(' ')).toBe(code);
  });

  it('takes an empty value of an option for none, and escapes what was typed in its sentence', async () => {
    for (const args of [['status'], ['search', 'dog'], ['trash', 'dog.jpg'], ['index'], ['serve']]) {
      const { code, out, err } = await beachcomb([...args, '--library', '']);
      expect([code, out], args[0]).toEqual([2, '']);
      expect(err, args[0]).toMatch(/^error: option '--library <file>' needs a value\n/);
    }
    expect((await beachcomb(['status', '\u001b[31mred\u0007\nline'])).err).toBe(
      "error: too many arguments for 'status'. Expected 0 arguments but got 1: \\u{1b}[31mred\\u{7}\nline.\n(run beachcomb --help for usage)\n",
    );
  });

  it('doctor names what is no library, and restore a file whose disk fails', async () => {
    const folder = tempFolder();
    const text = path.join(folder, 'notes.txt');
    writeFileSync(text, 'no library');
    for (const place of [folder, text]) {
      const { code, out } = await beachcomb(['doctor', '--no-engines', '--library', place]);
      expect(code).toBe(1);
      expect(out.trimEnd().split('\n').at(-1)).toBe(`WRONG ${place} is not a library file.`);
    }
    expect(readFileSync(text, 'utf8')).toBe('no library');
    expect(readdirSync(folder)).toEqual(['notes.txt']);
    const library = path.join(folder, 'library.sqlite');
    new UserDataWriter(library).close();
    const memory = '/proc/self/mem';
    if (existsSync(memory))
      expect((await beachcomb(['restore', memory, '--library', library])).err).toBe(
        `The disk of ${memory} failed. Check the disk and its cable.\n`,
      );
  });

  it.skipIf(process.platform !== 'linux')(
    'finds a file whose name is not UTF-8, as an argument has it, and prints its bytes (needs Linux)',
    async () => {
      const { folder, library } = samples(['dog.jpg', 'beach.jpg']);
      const named = (name: string): Buffer => Buffer.from(path.join(folder, name), 'latin1');
      for (const name of ['\xff.jpg', 'a\xfe.jpg', 'a\xfd.jpg'])
        renameSync(Buffer.from(copyOf(folder, name)), named(name));
      await beachcomb(['index', '--library', library, folder]);
      // What Node makes of the argument.
      const given = path.join(folder, '\ufffd.jpg');
      expect((await beachcomb(['favourites', 'add', given, '--library', library])).code).toBe(0);
      const listed = spawnSync(process.execPath, [
        '--disable-warning=ExperimentalWarning',
        CLI_MAIN,
        'favourites',
        'list',
        '-0',
        '--library',
        library,
      ]).stdout;
      expect(listed.includes(Buffer.concat([named('\xff.jpg'), Buffer.of(0)]))).toBe(true);
      // Two files read so.
      const two = await beachcomb([
        'favourites',
        'add',
        path.join(folder, 'a\ufffd.jpg'),
        '--library',
        library,
      ]);
      expect(two).toMatchObject({ code: 2, out: '' });
    },
  );

  it('ends with 1 where the search of any command finds nothing, and with 2 where its file is not there', async () => {
    const { folder, library } = four;
    const missing = path.join(folder, 'missing.jpg');
    const views = commandViews(createProgram());
    const bySearch = views.filter(({ options }) => options.some(({ flags }) => flags.includes('--search')));
    const plain = views.filter(({ name }) => name === 'search');
    expect(bySearch.map(({ name }) => name)).toEqual(['export', 'trash', 'reveal']);
    const target = (name: string): string[] => (name === 'export' ? [path.join(folder, 'copies')] : []);
    for (const { name } of [...plain, ...bySearch]) {
      const isPlain = name === 'search';
      const args = [name, '--library', library, ...target(name)];
      const found = await beachcomb([...args, ...(isPlain ? [] : ['--search']), 'name:cat']);
      expect([found.code, found.out], name).toEqual([1, '']);
      expect(found.err.trim(), name).not.toBe('');
      if (isPlain) continue;
      expect(found.err.trim().split('\n'), name).toHaveLength(1);
      const absent = await beachcomb([...args, missing]);
      expect([absent.code, absent.out], name).toEqual([2, '']);
      expect(absent.err, name).toContain(missing);
    }
    // A word with a dash is one that is left out, as in a search.
    for (const name of ['export', 'trash']) {
      const args = [name, '--library', library, ...target(name), '--search', 'dog', '-dog'];
      expect(await beachcomb(args)).toEqual({
        code: 1,
        out: '',
        err: 'This search finds no likely photo: dog -dog\n',
      });
      expect((await beachcomb([name, '--library', library, ...target(name), '-dog'])).err).toContain(
        "error: unknown option '-dog'",
      );
    }
    // The photo is always like itself, so that nothing is found only where there is no photo.
    expect((await beachcomb(['similar', '--library', library, missing])).code).toBe(2);
    expect(existsSync(path.join(folder, 'copies'))).toBe(false);
  });

  it('says in one sentence that a library is being indexed already, to a second index and to serve', async () => {
    const { library } = four;
    const busy = 'Another Beachcomb is indexing this library.\n';
    const lock = lockLibrary(library);
    try {
      expect(await beachcomb(['index', '--library', library])).toEqual({ code: 2, out: '', err: busy });
      // What serve and the window open, and where they log to.
      const told: string[] = [];
      const log = (line: string): void => void told.push(line);
      const served = await openLibrary({ path: library, models: MODELS, samples: null, indexing: true, log });
      await vi.waitFor(() => expect(told).not.toEqual([]), { timeout: 30_000, interval: 20 });
      await served.close();
      expect(told).toEqual([busy.trim()]);
    } finally {
      lock.release();
    }
    expect((await beachcomb(['index', '--library', library])).code).toBe(0);
  });

  it('two at once on one new folder: one indexes it, the other says so or finds it done', async () => {
    const { folder, library } = samples(['dog.jpg', 'beach.jpg']);
    const both = await Promise.all([1, 2].map(() => beachcomb(['index', '--library', library, folder])));
    for (const { err } of both) expect(err).not.toMatch(/\\u\{a\}|\n\s+at /);
    const done = both.filter(({ code }) => code === 0);
    expect(done.length).toBeGreaterThanOrEqual(1);
    for (const { code, err } of both.filter((one) => !done.includes(one)))
      expect({ code, err }).toEqual({ code: 2, err: 'Another Beachcomb is indexing this library.\n' });
    expect((await beachcomb(['status', '--library', library])).out).toContain('photos: 2 files');
  });

  it('sees metadata that was written with the size and the mtime kept', async () => {
    const { folder, library } = samples([]);
    const file = path.join(folder, 'dog.jpg');
    const dog = readFileSync(path.join(MODELS, 'samples', 'dog.jpg'));
    writeFileSync(file, withRating(dog, 2));
    await beachcomb(['index', '--library', library, folder]);
    expect((await beachcomb(['search', '--library', library, 'rating:2'])).code).toBe(0);
    // As exiftool -P: a new file in the place of the old one.
    const { size, atime, mtime } = statSync(file);
    writeFileSync(`${file}_tmp`, withRating(dog, 5));
    utimesSync(`${file}_tmp`, atime, mtime);
    renameSync(`${file}_tmp`, file);
    expect(statSync(file)).toMatchObject({ size, mtime });
    const again = await beachcomb(['index', '--library', library]);
    expect(again.out).toContain('1 file indexed');
    expect((await beachcomb(['search', '--library', library, 'rating:2'])).code).toBe(1);
    const found = await beachcomb(['search', '--library', library, '--json', 'rating:5']);
    expect(JSON.parse(found.out)).toMatchObject({ path: file, rating: 5 });
    // Another mode changes the ctime as well: nothing new.
    chmodSync(file, 0o600);
    const touched = await beachcomb(['index', '--library', library]);
    expect(touched.out).toBe('Nothing new: 1 file checked, 1 photo read and unchanged.\n');
    expect((await beachcomb(['search', '--library', library, 'rating:5'])).code).toBe(0);
  });

  it('reads the text in photos, prints it in --json, and deletes it with --text off', async () => {
    const root = tempFolder();
    const folder = path.join(root, 'photos');
    mkdirSync(folder);
    copyFileSync(path.join(ROOT, 'test', 'fixtures', 'ocr', 'sign.png'), path.join(folder, 'sign.png'));
    const library = path.join(root, 'library.sqlite');
    const index = (...options: string[]) => beachcomb(['index', '--library', library, ...options, folder]);
    expect((await index()).out).toContain('1 file searched for text.');
    const search = (text: string) => beachcomb(['search', '--library', library, '--json', text]);
    const found = await search('"beach entrance"');
    expect(JSON.parse(found.out)).toMatchObject({
      text: ['海滩入口', 'BEACH ENTRANCE'],
      reasons: [{ label: 'photo-text' }],
    });
    expect((await search('海滩入口')).code).toBe(0);
    expect((await index('--text', 'off')).code).toBe(0);
    expect(await search('"beach entrance"')).toMatchObject({ code: 1, out: '' });
    // The choice is kept.
    expect((await index()).out).not.toContain('searched for text');
    expect((await index('--text', 'on')).out).toContain('1 file searched for text.');
    expect((await search('"beach entrance"')).code).toBe(0);
    expect(await index('--text', 'perhaps')).toMatchObject({ code: 2 });
  });

  it('has what the file says of itself in --json', async () => {
    const found = await beachcomb(['search', '--library', four.library, '--json', 'name:dog']);
    expect(JSON.parse(found.out)).toMatchObject({
      takenAt: { local: '2000-08-04T18:22:57', precision: 'second', offset: null, from: 'exif-original' },
      camera: 'Fujifilm FinePix40i',
      lens: null,
      location: null,
      keywords: [],
      rating: null,
      caption: null,
    });
  });

  it('a photo whose only date is the time of its file is not dated', async () => {
    const { folder, library } = samples(['dog.jpg']);
    await sharp(path.join(MODELS, 'samples', 'beach.jpg'))
      .png()
      .toFile(path.join(folder, 'plain.png'));
    await sharp(path.join(MODELS, 'samples', 'bus.jpg'))
      .png()
      .toFile(path.join(folder, '20190614_120000.png'));
    await beachcomb(['index', '--library', library, folder]);
    const names = async (...words: string[]): Promise<string[]> =>
      (await beachcomb(['search', '--library', library, '--json', ...words])).out
        .split('\n')
        .filter(Boolean)
        .map((line) => path.basename((JSON.parse(line) as { path: string }).path))
        .sort();
    expect(await names('-is:dated')).toEqual(['plain.png']);
    expect(await names('is:dated')).toEqual(['20190614_120000.png', 'dog.jpg']);
    // In the timeline it is behind the dated ones.
    const timeline = await beachcomb(['search', '--library', library, '--sort', 'date', 'type:png']);
    expect(timeline.out.split('\n').map((line) => line.split(' ')[0])).toEqual([
      path.join(folder, '20190614_120000.png'),
      path.join(folder, 'plain.png'),
      '',
    ]);
  });

  it('names what it counts: photos for the word and in all, and files where a copy is listed too', async () => {
    const { folder, library } = samples(['bus.jpg', 'dog.jpg']);
    copyFileSync(path.join(folder, 'bus.jpg'), path.join(folder, 'vehicle again.jpg'));
    await beachcomb(['index', '--library', library, folder]);
    for (const form of [['--reasons'], ['-0']]) {
      const found = await beachcomb(['search', '--library', library, ...form, 'bus']);
      const files = found.out.split(/[\n\0]/).filter((line) => line.includes('.jpg')).length;
      const [, likely, possible, listed] =
        /(\d+) photos? likely, (\d+) less likely; (\d+) files? listed\./.exec(found.err) ?? [];
      expect([Number(listed), files]).toEqual([files, Number(likely) + Number(possible) + 1]);
      expect(found.err).toContain(`, ${likely} photo`);
    }
    const one = await beachcomb(['search', '--library', library, '--reasons', 'dog']);
    expect(one.err).not.toContain('listed');
    const twice = await beachcomb(['search', '--library', library, '--reasons', 'dog dog']);
    expect(twice.err.match(/"dog":/g)).toHaveLength(1);
    // What is searched for by a wider label is counted as it is found.
    const narrower = await beachcomb(['search', '--library', library, '--reasons', 'double-decker']);
    const total = /(\d+) photos? likely/.exec(narrower.err)?.[1];
    expect(narrower.err).toMatch(new RegExp(`"double-decker": .*, ${total} photos?\\n`));
  });

  it('ends quietly where nobody reads the output any more', async () => {
    const { library } = four;
    for (const args of [
      ['search', '--library', library, 'dog'],
      ['status', '--library', library],
      ['--help'],
    ]) {
      const ended = await beachcomb(args, { closeOutput: true });
      expect(ended.code, args.join(' ')).toBe(0);
      expect(ended.err).not.toMatch(/EPIPE|\n\s+at /);
    }
  });

  it('shows control characters of a hostile name instead of sending them to the terminal', async () => {
    const { folder, library } = samples([]);
    copyFileSync(path.join(MODELS, 'samples', 'dog.jpg'), path.join(folder, 'a\u001b[31m\nb.jpg'));
    await beachcomb(['index', '--library', library, folder]);
    const found = await beachcomb(['search', '--library', library, 'dog']);
    expect(found.out).toContain('\\u{1b}[31m\\u{a}b.jpg');
    expect(found.out).not.toContain('\u001b');
  });

  it('checks itself: the doctor finds everything whole', async () => {
    const { library } = samples([]);
    const doctor = await beachcomb(['doctor', '--library', library]);
    expect(doctor).toMatchObject({ code: 0, out: expect.stringContaining('ok    models/photo/model.onnx') });
  });

  it('prints plain paths where its output is piped, the bytes of the name with -0, and reasons where they are wanted', async () => {
    const { folder, library } = samples(['beach.jpg', 'dog.jpg']);
    copyFileSync(path.join(MODELS, 'samples', 'dog.jpg'), path.join(folder, 'dog\nand (1).jpg'));
    await beachcomb(['index', '--library', library, folder]);
    const plain = await beachcomb(['search', '--library', library, 'name:beach']);
    expect(plain).toMatchObject({ code: 0, out: `${path.join(folder, 'beach.jpg')}\n` });
    const nulls = await beachcomb(['search', '--library', library, '-0', 'dog', 'name:dog']);
    expect(nulls.out.split('\0').sort()).toEqual(
      ['', path.join(folder, 'dog.jpg'), path.join(folder, 'dog\nand (1).jpg')].sort(),
    );
    expect((await beachcomb(['search', '--library', library, '--null', 'name:cat'])).code).toBe(1);
    const reasons = await beachcomb(['search', '--library', library, '--reasons', 'name:beach']);
    expect(reasons.out).toContain('beach.jpg  (');
    const one = await beachcomb(['search', '--library', library, '-0', '--limit', '1', 'dog']);
    expect(one.out.split('\0')).toHaveLength(2);
  });
});
