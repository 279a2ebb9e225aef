import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { openPhrases, type Phrases } from '../../../../src/search/text-embedding/open-phrases.ts';
import { isThere } from '../../../support/is-there.ts';
import { MODELS, ROOT } from '../../../support/paths.ts';
import { sendSignal } from '../../../support/send-signal.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const open = (models: string = MODELS, options: Parameters<typeof openPhrases>[1] = {}) => {
  const phrases = openPhrases(models, options);
  onTestFinished(() => phrases.close());
  return phrases;
};

/** 0 would be the whole group of this process. */
function pidOf(phrases: Phrases): number {
  const pid = phrases.pid();
  if (pid === undefined) throw new Error('The text network is not running.');
  return pid;
}

/** A program of its own that opens phrases as `phrases`. */
function program(lines: string) {
  const file = path.join(tempFolder(), 'program.ts');
  const source = JSON.stringify(path.join(ROOT, 'src', 'search', 'text-embedding', 'open-phrases.ts'));
  writeFileSync(
    file,
    `import { openPhrases, type Phrases } from ${source};\nconst phrases = openPhrases(${JSON.stringify(MODELS)});\n${lines}`,
  );
  const running = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void running.kill('SIGKILL'));
  return running;
}

describe('phrases', () => {
  /** Is asked by several tests, none of which ends its process. */
  const asked = openPhrases(MODELS);
  afterAll(() => asked.close());
  let hostile = 0;

  it('start their process with the first question, and it answers', async () => {
    const phrases = open();
    expect(phrases.pid()).toBeUndefined();
    // The name of a label comes with the program.
    const embedding = await phrases.vector('beach');
    expect(phrases.pid()).toBeUndefined();
    await phrases.vector('a beach');
    expect(isThere(pidOf(phrases))).toBe(true);
    expect(embedding).toBeInstanceOf(Float32Array);
    expect(embedding).toHaveLength(192);
    // As in reference.json, which text-network.test.ts compares in full.
    expect(embedding[4]).toBeCloseTo(-0.046, 2);
    expect(embedding[6]).toBeCloseTo(-0.129, 2);
  });

  it('asked all at once get each its own answer, from one process', async () => {
    const phrases = open();
    const texts = Array.from({ length: 20 }, (_, i) => `${i} dogs`);
    const together = await Promise.all(texts.map((text) => phrases.vector(text)));
    const pid = phrases.pid();
    const again = open();
    for (const [i, text] of texts.entries()) expect(await again.vector(text)).toEqual(together[i]);
    expect(phrases.pid()).toBe(pid);
    expect(new Set(together.map((embedding) => embedding.join())).size).toBe(20);
  });

  it('share an answer that is under way, and remember the last ones', async () => {
    const phrases = open();
    const [first, second] = [phrases.vector('fresh snow'), phrases.vector('fresh snow')];
    expect(await first).toBe(await second);
    for (let i = 0; i < 63; i++) await phrases.vector(`${i}`);
    expect(await phrases.vector('fresh snow')).toBe(await first);
    for (let i = 0; i < 64; i++) await phrases.vector(`${i}`);
    const again = await phrases.vector('fresh snow');
    expect(again).not.toBe(await first);
    expect(again).toEqual(await first);
  });

  it.each(['', '\ud800', '\0', '🏖️'.repeat(5000), '[SEP]', '"}\n{"'])(
    'answer the hostile text %#, and the next one',
    async (text) => {
      const phrases = asked;
      const embedding = await phrases.vector(text);
      const pid = phrases.pid();
      expect(embedding.every(Number.isFinite)).toBe(true);
      hostile += 1;
      await phrases.vector(`${hostile} times fresh snow`);
      expect(pid).toBeDefined();
      expect(phrases.pid()).toBe(pid);
    },
  );

  it('survive that their process is killed, idle or in the middle of an answer', async () => {
    const phrases = open();
    const before = await phrases.vector('fresh snow');
    const first = pidOf(phrases);
    sendSignal(first, 'SIGKILL');
    await phrases.vector('heavy rain');
    const second = pidOf(phrases);
    expect(second).not.toBe(first);
    // Stopped, it has the question and cannot have answered it.
    sendSignal(second, 'SIGSTOP');
    const asked = phrases.vector('thick fog');
    await new Promise(setImmediate);
    sendSignal(second, 'SIGKILL');
    await asked;
    expect(phrases.pid()).not.toBe(second);
    expect(await phrases.vector('fresh snow')).toBe(before);
  });

  it('whose process hangs are unavailable, and the next question starts another', async () => {
    const phrases = open(MODELS, { deadlineMs: 20_000 });
    await phrases.vector('fresh snow');
    const pid = pidOf(phrases);
    sendSignal(pid, 'SIGSTOP');
    await expect(phrases.vector('heavy rain')).rejects.toMatchObject({
      kind: 'unavailable',
      message: 'The text network cannot run: No reply within 20 seconds.',
    });
    await expect.poll(() => isThere(pid), { timeout: 10_000 }).toBe(false);
    await phrases.vector('heavy rain');
    expect(phrases.pid()).not.toBe(pid);
  });

  it('end their process when nobody asks, and start it again', async () => {
    const phrases = open(MODELS, { idleMs: 50 });
    await phrases.vector('fresh snow');
    const pid = phrases.pid();
    await expect.poll(() => isThere(pid), { timeout: 10_000 }).toBe(false);
    expect(phrases.pid()).toBeUndefined();
    await phrases.vector('heavy rain');
    expect(phrases.pid()).not.toBe(pid);
  });

  it('without a model are unavailable, and say why', async () => {
    const phrases = open(path.join(tempFolder(), 'none'));
    await expect(phrases.vector('fresh snow')).rejects.toMatchObject({
      name: 'BeachcombError',
      kind: 'unavailable',
      message: expect.stringContaining('ENOENT'),
    });
    expect(phrases.pid()).toBeUndefined();
  });

  it('with a changed or damaged model are unavailable and say so, until it is whole again', async () => {
    const models = tempFolder();
    const name = 'text-multilingual';
    cpSync(path.join(MODELS, name), path.join(models, name), { recursive: true });
    const phrases = open(models);
    for (const name of ['model.onnx', 'tokenizer.json']) {
      const file = path.join(models, 'text-multilingual', name);
      const bytes = readFileSync(file);
      // One bit of the whole file: it would still load, and give another answer.
      const at = bytes.length >> 1;
      bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
      writeFileSync(file, bytes);
      await expect(phrases.vector('fresh snow')).rejects.toMatchObject({
        kind: 'unavailable',
        message: `The text network cannot run: models/text-multilingual/${name} is damaged or was changed: its SHA-256 is not the listed one. Install Beachcomb again.`,
      });
      cpSync(path.join(MODELS, 'text-multilingual', name), file);
    }
    writeFileSync(path.join(models, 'text-multilingual', 'model.onnx'), 'no network');
    await expect(phrases.vector('fresh snow')).rejects.toMatchObject({ kind: 'unavailable' });
    cpSync(
      path.join(MODELS, 'text-multilingual', 'model.onnx'),
      path.join(models, 'text-multilingual', 'model.onnx'),
    );
    expect(await phrases.vector('fresh snow')).toHaveLength(192);
  });

  it('that are closed leave no process and no caller waiting', async () => {
    const phrases = open();
    await phrases.vector('fresh snow');
    const pid = phrases.pid();
    const waiting = Promise.allSettled([phrases.vector('heavy rain'), phrases.vector('thick fog')]);
    await phrases.close();
    expect(isThere(pid)).toBe(false);
    for (const settled of await waiting)
      expect(settled).toMatchObject({ status: 'rejected', reason: { kind: 'unavailable' } });
    await expect(phrases.vector('thin ice')).rejects.toMatchObject({ kind: 'unavailable' });
    expect(phrases.pid()).toBeUndefined();
  });
});

describe('the process of the phrases', () => {
  it('keeps a program alive while it is asked, and no longer', async () => {
    const running = program(`console.log((await phrases.vector('fresh snow')).length, phrases.pid());`);
    const [[statements], [code]] = await Promise.all([once(running.stdout, 'data'), once(running, 'exit')]);
    const [size, pid] = String(statements).split(' ').map(Number);
    expect(code).toBe(0);
    expect(size).toBe(192);
    await expect.poll(() => isThere(pid), { timeout: 10_000 }).toBe(false);
  });

  it('ends when the program is killed', async () => {
    const running = program(
      `await phrases.vector('fresh snow'); console.log(phrases.pid()); setInterval(() => {}, 1000);`,
    );
    const [statements] = await once(running.stdout, 'data');
    const pid = Number(statements);
    expect(isThere(pid)).toBe(true);
    running.kill('SIGKILL');
    await expect.poll(() => isThere(pid), { timeout: 10_000 }).toBe(false);
  });
});
