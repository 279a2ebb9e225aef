import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, cpSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import sharp from 'sharp';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { labelOf, vocabulary } from '../../../../src/knowledge/labels/vocabulary.ts';
import { openSaliencyMaps } from '../../../../src/vision/saliency/open-saliency-maps.ts';
import type { Area, SaliencyMap } from '../../../../src/vision/saliency/saliency-map.ts';
import { isThere } from '../../../support/is-there.ts';
import { MODELS, ROOT } from '../../../support/paths.ts';
import { sendSignal } from '../../../support/send-signal.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const sample = (name: string): string => path.join(MODELS, 'samples', `${name}.jpg`);
const DOG = Buffer.from(sample('dog'));
const BUS = Buffer.from(sample('bus'));

const open = (models: string = MODELS, options: Parameters<typeof openSaliencyMaps>[1] = {}) => {
  const maps = openSaliencyMaps(models, options);
  onTestFinished(() => maps.close());
  return maps;
};

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Middle of a cell, as fractions of the picture. */
const middleOf = ({ area }: SaliencyMap, cell: number): Point => ({
  x: area.left + (area.width * ((cell % 10) + 0.5)) / 10,
  y: area.top + (area.height * (Math.floor(cell / 10) + 0.5)) / 10,
});

const hottest = (map: SaliencyMap): Point => middleOf(map, map.values.indexOf(1));

function centreOfMass(map: SaliencyMap): Point {
  const sum = map.values.reduce((total, value) => total + value);
  return map.values.reduce(
    ({ x, y }, value, cell) => {
      const middle = middleOf(map, cell);
      return { x: x + (value / sum) * middle.x, y: y + (value / sum) * middle.y };
    },
    { x: 0, y: 0 },
  );
}

/** Pearson's correlation of two maps. */
function alike(a: readonly number[], b: readonly number[]): number {
  const centred = (values: readonly number[]): number[] => {
    const mean = values.reduce((sum, value) => sum + value) / values.length;
    return values.map((value) => value - mean);
  };
  const dot = (p: number[], q: number[]): number => p.reduce((sum, value, i) => sum + value * (q[i] ?? 0), 0);
  const [p, q] = [centred(a), centred(b)];
  return dot(p, q) / Math.sqrt(dot(p, p) * dot(q, q));
}

function expectInside(point: Point, box: Area): void {
  expect(point.x).toBeGreaterThan(box.left);
  expect(point.x).toBeLessThan(box.left + box.width);
  expect(point.y).toBeGreaterThan(box.top);
  expect(point.y).toBeLessThan(box.top + box.height);
}

describe('the heat of a label', () => {
  const maps = openSaliencyMaps(MODELS);
  afterAll(() => maps.close());

  // Boxes drawn by hand around the thing, as fractions of the upright picture.
  it.each([
    ['dog', 'dog', { left: 0.24, top: 0, width: 0.53, height: 0.7 }],
    ['sailing', 'boat', { left: 0.2, top: 0.14, width: 0.67, height: 0.73 }],
    ['lighthouse', 'lighthouse', { left: 0.47, top: 0.13, width: 0.29, height: 0.46 }],
    ['lighthouse', 'fence', { left: 0, top: 0.54, width: 0.97, height: 0.24 }],
    ['bus', 'bus', { left: 0.39, top: 0.34, width: 0.61, height: 0.58 }],
    ['aeroplane', 'aeroplane', { left: 0.08, top: 0.38, width: 0.68, height: 0.5 }],
    ['parrots', 'parrot', { left: 0.08, top: 0.2, width: 0.85, height: 0.8 }],
    ['whale', 'whale', { left: 0.04, top: 0, width: 0.75, height: 0.83 }],
  ])('in %s.jpg lies on the %s', async (photo, label, box) => {
    const map = await maps.of(Buffer.from(sample(photo)), labelOf(label));
    expectInside(hottest(map), box);
    expectInside(centreOfMass(map), box);
  });

  it('is elsewhere for another thing in the same photo', async () => {
    const photo = Buffer.from(sample('lighthouse'));
    const [tower, fence, grass] = await Promise.all(
      ['lighthouse', 'fence', 'grass'].map(async (label) => hottest(await maps.of(photo, labelOf(label)))),
    );
    expect(tower?.y).toBeLessThan(fence?.y ?? 0);
    expect(fence?.y).toBeLessThan(grass?.y ?? 0);
  });

  it.each([
    ['dog', 'dog'],
    ['sailing', 'boat'],
    ['lighthouse', 'lighthouse'],
    ['aeroplane', 'aeroplane'],
    ['whale', 'whale'],
  ])('in a mirrored %s.jpg is the mirrored heat', async (photo, label) => {
    const mirrored = path.join(tempFolder(), 'mirrored.png');
    await sharp(sample(photo)).autoOrient().flop().png().toFile(mirrored);
    const map = await maps.of(Buffer.from(sample(photo)), labelOf(label));
    const other = await maps.of(Buffer.from(mirrored), labelOf(label));
    const back = other.values.map((_, i) => other.values[i - (i % 10) + 9 - (i % 10)] ?? 0);
    expect(alike(map.values, back)).toBeGreaterThan(0.95);
    expect(alike(map.values, back)).toBeGreaterThan(alike(map.values, other.values));
    expect(other.area).toEqual(map.area);
  });

  it.each([
    [3, 180],
    [6, 270],
    [8, 90],
  ])('in a photo turned by its EXIF orientation %i lies upright', async (orientation, angle) => {
    const turned = path.join(tempFolder(), 'turned.jpg');
    await sharp(sample('bus')).autoOrient().rotate(angle).withMetadata({ orientation }).toFile(turned);
    const map = await maps.of(BUS, labelOf('bus'));
    const other = await maps.of(Buffer.from(turned), labelOf('bus'));
    expect(alike(map.values, other.values)).toBeGreaterThan(0.98);
    expect(other.area).toEqual(map.area);
  });

  it('in a wide panorama is told within the middle that the network is shown', async () => {
    const panorama = path.join(tempFolder(), 'panorama.jpg');
    const [width, height] = [2560, 512];
    await sharp({ create: { width, height, channels: 3, background: '#cdd' } })
      .composite([{ input: sample('aeroplane'), left: 1100, top: 0 }])
      .toFile(panorama);
    const map = await maps.of(Buffer.from(panorama), labelOf('aeroplane'));
    expect(map.area).toEqual({ left: 0.2, top: 0, width: 0.6, height: 1 });
    expectInside(hottest(map), { left: 1100 / width, top: 0, width: 768 / width, height: 1 });
  });

  it('is a map for every label of the vocabulary, those that the photo lacks included', async () => {
    for (const label of vocabulary.labels) {
      const { side, values } = await maps.of(DOG, label);
      expect(values).toHaveLength(side * side);
      expect([0, 1]).toContain(Math.max(...values));
      expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    }
    const { values } = await maps.of(DOG, labelOf('bus'));
    expect(values.every((value) => value === 0)).toBe(true);
  });
});

describe('a file', () => {
  const maps = openSaliencyMaps(MODELS);
  afterAll(() => maps.close());

  it('that is gone, a folder or a pipe is not found', async () => {
    const folder = tempFolder();
    const ask = (name: string) => maps.of(Buffer.from(path.join(folder, name)), labelOf('dog'));
    const gone = { name: 'BeachcombError', kind: 'not-found', message: expect.stringContaining('vanished') };
    await expect(ask('gone.jpg')).rejects.toMatchObject(gone);
    copyFileSync(sample('dog'), path.join(folder, 'dog.jpg'));
    await ask('dog.jpg');
    rmSync(path.join(folder, 'dog.jpg'));
    await expect(ask('dog.jpg')).rejects.toMatchObject(gone);
    mkdirSync(path.join(folder, 'folder.jpg'));
    await expect(ask('folder.jpg')).rejects.toMatchObject({ kind: 'not-found' });
    if (process.platform === 'win32') return;
    execFileSync('mkfifo', [path.join(folder, 'pipe.jpg')]);
    await expect(ask('pipe.jpg')).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('that is damaged or no picture is told with what is wrong, and the next one is answered', async () => {
    const file = path.join(tempFolder(), 'photo.jpg');
    const whole = readFileSync(sample('dog'));
    const cases: [Buffer, string][] = [
      [Buffer.alloc(0), 'empty'],
      [Buffer.from('no picture at all'), 'not-an-image'],
      [whole.subarray(0, 100), 'damaged'],
      [Buffer.concat([Buffer.from('\0\0\0\x18ftypheic', 'latin1'), Buffer.alloc(99)]), 'damaged'],
    ];
    for (const [bytes, kind] of cases) {
      writeFileSync(file, bytes);
      await expect(maps.of(Buffer.from(file), labelOf('dog'))).rejects.toMatchObject({
        kind: 'not-found',
        message: expect.stringContaining(kind),
      });
    }
    const pid = maps.pid();
    expect((await maps.of(DOG, labelOf('dog'))).values).toHaveLength(100);
    expect(maps.pid()).toBe(pid);
  });

  it('that is damaged a little still has a map', async () => {
    const file = path.join(tempFolder(), 'cut.jpg');
    const whole = readFileSync(sample('dog'));
    writeFileSync(file, whole.subarray(0, Math.round(whole.length * 0.8)));
    const map = await maps.of(Buffer.from(file), labelOf('dog'));
    expectInside(hottest(map), { left: 0.24, top: 0, width: 0.53, height: 0.7 });
  });

  it('that another photo took the place of is looked at again', async () => {
    const [dog, bus, file] = ['dog', 'bus', 'photo'].map((name) => path.join(tempFolder(), `${name}.jpg`));
    if (dog === undefined || bus === undefined || file === undefined) throw new Error('unreachable');
    copyFileSync(sample('dog'), file);
    copyFileSync(sample('bus'), bus);
    const before = await maps.of(Buffer.from(file), labelOf('bus'));
    renameSync(bus, file);
    const after = await maps.of(Buffer.from(file), labelOf('bus'));
    expect(Math.max(...before.values)).toBe(0);
    expect(Math.max(...after.values)).toBe(1);
  });

  it.skipIf(process.platform !== 'linux')('may have a name that is no text', async () => {
    const file = Buffer.concat([Buffer.from(`${tempFolder()}/`), Uint8Array.of(0xff, 0x0a, 0xfe)]);
    copyFileSync(sample('dog'), file);
    expect(await maps.of(file, labelOf('dog'))).toEqual(await maps.of(DOG, labelOf('dog')));
  });
});

describe('the process of the heat maps', () => {
  it('starts with the first question and serves all, asked one by one or at once', async () => {
    const maps = open();
    expect(maps.pid()).toBeUndefined();
    const photos = ['dog', 'bus', 'dog', 'whale'].map((name) => Buffer.from(sample(name)));
    const together = await Promise.all(photos.map((photo) => maps.of(photo, labelOf('dog'))));
    const pid = maps.pid();
    expect(isThere(pid)).toBe(true);
    for (const [i, photo] of photos.entries())
      expect(await maps.of(photo, labelOf('dog'))).toEqual(together[i]);
    expect(maps.pid()).toBe(pid);
  });

  it('is started again when it is killed, idle or in the middle of an answer', async () => {
    const maps = open();
    const before = await maps.of(DOG, labelOf('dog'));
    const first = maps.pid() ?? 0;
    sendSignal(first, 'SIGKILL');
    expect(await maps.of(DOG, labelOf('dog'))).toEqual(before);
    const second = maps.pid() ?? 0;
    expect(second).not.toBe(first);
    // Stopped, it has the question and cannot have answered it.
    sendSignal(second, 'SIGSTOP');
    const asked = maps.of(DOG, labelOf('dog'));
    await new Promise(setImmediate);
    sendSignal(second, 'SIGKILL');
    expect(await asked).toEqual(before);
    expect(maps.pid()).not.toBe(second);
  });

  it('that hangs is ended, and the next question starts another', async () => {
    const maps = open(MODELS, { deadlineMs: 10_000 });
    await maps.of(DOG, labelOf('dog'));
    const pid = maps.pid() ?? 0;
    sendSignal(pid, 'SIGSTOP');
    await expect(maps.of(DOG, labelOf('dog'))).rejects.toMatchObject({ kind: 'unavailable' });
    await expect.poll(() => isThere(pid), { timeout: 10_000 }).toBe(false);
    await maps.of(DOG, labelOf('dog'));
    expect(maps.pid()).not.toBe(pid);
  });

  it('ends when nobody asks, after a photo that cannot be read, too', async () => {
    const maps = open(MODELS, { idleMs: 50 });
    for (const ask of [
      () => maps.of(DOG, labelOf('dog')),
      () => expect(maps.of(Buffer.from('/none'), labelOf('dog'))).rejects.toThrow(),
    ]) {
      await ask();
      const pid = maps.pid();
      if (pid !== undefined) await expect.poll(() => isThere(pid), { timeout: 10_000 }).toBe(false);
      expect(maps.pid()).toBeUndefined();
    }
  });

  it('cannot run without a whole network, and says why, until it is there', async () => {
    const models = tempFolder();
    const maps = open(models);
    await expect(maps.of(DOG, labelOf('dog'))).rejects.toMatchObject({
      name: 'BeachcombError',
      kind: 'unavailable',
      message: expect.stringContaining('ENOENT'),
    });
    cpSync(path.join(MODELS, 'photo'), path.join(models, 'photo'), { recursive: true });
    writeFileSync(path.join(models, 'photo', 'model.onnx'), 'no network');
    await expect(maps.of(DOG, labelOf('dog'))).rejects.toMatchObject({
      kind: 'unavailable',
      message: expect.stringContaining('damaged'),
    });
    expect(maps.pid()).toBeUndefined();
    copyFileSync(path.join(MODELS, 'photo', 'model.onnx'), path.join(models, 'photo', 'model.onnx'));
    expect((await maps.of(DOG, labelOf('dog'))).values).toHaveLength(100);
  });

  it('that is closed leaves no process and no caller waiting', async () => {
    const maps = open();
    await maps.of(DOG, labelOf('dog'));
    const pid = maps.pid();
    const waiting = Promise.allSettled([maps.of(BUS, labelOf('dog')), maps.of(DOG, labelOf('dog'))]);
    await maps.close();
    expect(isThere(pid)).toBe(false);
    for (const settled of await waiting)
      expect(settled).toMatchObject({ status: 'rejected', reason: { kind: 'unavailable' } });
    await expect(maps.of(DOG, labelOf('dog'))).rejects.toMatchObject({ kind: 'unavailable' });
    expect(maps.pid()).toBeUndefined();
  });

  it('keeps a program alive while it is asked, and no longer; nor does it outlive one that is killed', async () => {
    const program = (last: string) => {
      const file = path.join(tempFolder(), 'program.ts');
      const source = JSON.stringify(path.join(ROOT, 'src', 'vision', 'saliency', 'open-saliency-maps.ts'));
      writeFileSync(
        file,
        `import { openSaliencyMaps } from ${source};
         const maps = openSaliencyMaps(${JSON.stringify(MODELS)});
         const label = { classes: [], concept: 59, use: 'concept' };
         await maps.of(Buffer.from(${JSON.stringify(sample('dog'))}), label);
         console.log(maps.pid());
         ${last}`,
      );
      const running = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', file], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      onTestFinished(() => void running.kill('SIGKILL'));
      return running;
    };
    const ending = program('');
    const [[endedPid], [code]] = await Promise.all([once(ending.stdout, 'data'), once(ending, 'exit')]);
    expect(code).toBe(0);
    await expect.poll(() => isThere(Number(endedPid)), { timeout: 10_000 }).toBe(false);

    const staying = program('setInterval(() => {}, 1000);');
    const pid = Number((await once(staying.stdout, 'data'))[0]);
    expect(isThere(pid)).toBe(true);
    staying.kill('SIGKILL');
    await expect.poll(() => isThere(pid), { timeout: 10_000 }).toBe(false);
  });
});
