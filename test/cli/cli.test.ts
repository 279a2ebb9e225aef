import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { MODELS, ROOT } from '../support/paths.ts';
import { tempFolder } from '../support/temp-folder.ts';

const MAIN = path.join(ROOT, 'src', 'cli', 'main.ts');

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the real command line; `during` may send it signals. */
function beachcomb(
  args: readonly string[],
  during: (kill: (signal: NodeJS.Signals) => void, text: string) => void = () => {},
): Promise<Ended> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN, ...args]);
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
    during((signal) => child.kill(signal), err);
  });
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err })));
}

function samples(names: readonly string[]) {
  const root = tempFolder();
  const folder = path.join(root, 'photos');
  mkdirSync(folder);
  for (const name of names) copyFileSync(path.join(MODELS, 'samples', name), path.join(folder, name));
  return { folder, library: path.join(root, 'library.sqlite') };
}

describe('the command line', () => {
  it('indexes a folder, says so in plain lines, and finds in it what is seen', async () => {
    const { folder, library } = samples(['beach.jpg', 'dog.jpg', 'bus.jpg']);
    const indexed = await beachcomb(['index', '--library', library, folder]);
    expect(indexed).toMatchObject({ code: 0, out: expect.stringContaining('3 photos indexed') });
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
      tier: 'likely',
      reasons: [{ word: 'beach', label: 'beach', score: expect.any(Number) }],
    });
    expect((await beachcomb(['search', '--library', library, '海滩'])).out).toContain('beach.jpg');
    expect((await beachcomb(['search', '--library', library, 'dog', '-people'])).out).toContain('dog.jpg');
    const status = await beachcomb(['status', '--library', library]);
    expect(status.out).toContain('3 photos');
  });

  it('goes on to the last photo that has any score with --all, best first, and stops where --limit says', async () => {
    const { folder, library } = samples(['beach.jpg', 'dog.jpg', 'bus.jpg', 'sea.jpg']);
    await beachcomb(['index', '--library', library, folder]);
    const all = (await beachcomb(['search', '--library', library, '--json', '--all', 'dog'])).out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { score: number; tier: string });
    expect(all).toHaveLength(4);
    expect(all.map(({ score }) => score)).toEqual(all.map(({ score }) => score).sort((a, b) => b - a));
    expect(all.at(-1)?.tier).toBe('unlikely');
    const two = await beachcomb(['search', '--library', library, '--json', '--all', '--limit', '2', 'dog']);
    expect(two.out.trim().split('\n')).toHaveLength(2);
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
    const stopped = await beachcomb(['index', '--library', library, folder], (kill) => {
      if (!sent) kill('SIGINT');
      sent = true;
    });
    expect(stopped).toMatchObject({ code: 130, err: expect.stringContaining('What is done is kept') });
    const rest = await beachcomb(['index', '--library', library, folder]);
    expect(rest.code).toBe(0);
    expect((await beachcomb(['status', '--library', library])).out).toContain('6 photos');
  });

  it('answers a mistake with a sentence and a code, never with a stack', async () => {
    const { library } = samples([]);
    for (const [args, code, words] of [
      [['index', '--library', library, '/no/such/folder'], 1, 'not a folder'],
      [['index', '--library', library], 1, 'no folder in the library'],
      [['status', '--library', `${library}.none`], 1, 'no library'],
      [['search', '--library', library, '--limit', 'many', 'dog'], 2, 'whole number'],
      [['frobnicate'], 2, 'unknown command'],
    ] as const) {
      const ended = await beachcomb(args);
      expect(ended, args.join(' ')).toMatchObject({ code, err: expect.stringContaining(words) });
      expect(ended.err).not.toMatch(/\n\s+at /);
    }
    const help = await beachcomb(['--help']);
    expect(help).toMatchObject({ code: 0, out: expect.stringContaining('Examples:') });
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
});
