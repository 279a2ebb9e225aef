import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClient } from '../../../src/api/client.ts';
import { dispatch } from '../../../src/api/dispatch.ts';
import type { Library } from '../../../src/app/library.ts';
import { openLibrary } from '../../../src/app/open-library.ts';
import { MODELS } from '../../support/paths.ts';
import { removeFolder } from '../../support/remove-folder.ts';
import { smallLibrary } from '../entry/http/small-library.ts';

/** Comparing takes some seconds of a computer at rest, and more of one at work. */
const COMPARED = { timeout: 120_000, interval: 100 };

describe('the engines of a library', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'beachcomb-engines-'));
  let library: Library;
  const client = createClient((request) => dispatch(library.handlers, 'window', request));
  const engines = () => client('engines.get', {});
  const engine = async (id: string) => (await engines()).engines.find((one) => one.id === id);

  // All tests run on the processor; here it is the person who chooses.
  const before = process.env['BEACHCOMB_ENGINE'];
  beforeAll(async () => {
    delete process.env['BEACHCOMB_ENGINE'];
    ({ library } = await smallLibrary(folder));
  });
  afterAll(async () => {
    await library?.close();
    if (before !== undefined) process.env['BEACHCOMB_ENGINE'] = before;
    removeFolder(folder);
  });

  it('are told before any was tried, with why those that cannot be tried cannot', async () => {
    const known = await engines();
    expect(known).toMatchObject({
      choice: 'auto',
      override: null,
      used: 'onnx-cpu',
      work: null,
      failure: null,
    });
    expect(known.engines.map(({ id }) => id)).toEqual([
      'onnx-cpu',
      'onnx-cpu-int8',
      'onnx-cuda',
      'onnx-dml',
      'onnx-coreml',
      'onnx-webgpu',
      'tensorflow',
    ]);
    expect(await engine('onnx-cpu')).toMatchObject({
      state: 'not-tried',
      trouble: null,
      photosPerSecond: null,
    });
    const foreign = process.platform === 'win32' ? 'onnx-coreml' : 'onnx-dml';
    expect(await engine(foreign)).toMatchObject({
      state: 'impossible',
      trouble: { code: 'wrong-system' },
    });
  });

  it('are compared when the person asks: progress, measured numbers, and the index waits meanwhile', async () => {
    const seen = new Set<string>();
    const phases = new Set<string | null>();
    await client('engines.compare', {});
    await expect
      .poll(async () => {
        const { work } = await engines();
        const { pausedBy } = await client('status.get', {});
        if (work !== null && work.engine !== null) {
          seen.add(work.engine);
          expect(work.done).toBeLessThan(work.of);
        }
        phases.add(pausedBy);
        return work;
      }, COMPARED)
      .toBeNull();
    expect([...seen].join()).toMatch(/CPU \(\d+ threads?\)/);
    expect(phases).toContain('comparing');
    const cpu = await engine('onnx-cpu');
    expect(cpu).toMatchObject({ state: 'works', gpu: false, trouble: null, difference: 0 });
    expect(cpu?.photosPerSecond).toBeGreaterThan(0);
    expect(cpu?.loadSeconds).toBeGreaterThan(0);
    expect(cpu?.batch).toBeGreaterThan(0);
    // What was measured is remembered beside the library, where `beachcomb doctor` and the indexer look.
    expect(readFileSync(path.join(folder, 'library.sqlite.engines.json'), 'utf8')).toContain(cpu?.title);
    // The index goes on, and a graphics card is named only where one computes.
    await expect.poll(async () => (await client('status.get', {})).pausedBy, COMPARED).toBeNull();
    for (const one of (await engines()).engines)
      if (!one.gpu) expect(['card', 'apple'], one.id).not.toContain(one.device?.kind);
  });

  it('take the choice of the person, refuse one that is none, and keep it', async () => {
    await expect(client('engines.choose', { engine: 'magic' })).rejects.toMatchObject({ kind: 'not-found' });
    await client('engines.choose', { engine: 'onnx-cpu' });
    expect(await engines()).toMatchObject({ choice: 'onnx-cpu', used: 'onnx-cpu' });
    await library.close();
    library = await openLibrary({
      path: path.join(folder, 'library.sqlite'),
      models: MODELS,
      samples: null,
      indexing: true,
      log: () => {},
    });
    expect((await engines()).choice).toBe('onnx-cpu');
    // The environment says more.
    process.env['BEACHCOMB_ENGINE'] = 'onnx-cpu-int8';
    await client('engines.choose', { engine: 'auto' });
    expect(await engines()).toMatchObject({
      choice: 'auto',
      override: 'onnx-cpu-int8',
      used: 'onnx-cpu-int8',
    });
    delete process.env['BEACHCOMB_ENGINE'];
  });

  it('are told in the status once one was chosen for new photos: which, and why not the others', async () => {
    await client('engines.choose', { engine: 'onnx-cpu-int8' });
    const more = path.join(folder, 'more');
    mkdirSync(more);
    copyFileSync(path.join(MODELS, 'samples', 'dog.jpg'), path.join(more, 'dog.jpg'));
    await library.addFolder(Buffer.from(more));
    await expect
      .poll(async () => (await client('status.get', {})).engine?.used, COMPARED)
      .toBe('onnx-cpu-int8');
    const { device, engine: told } = await client('status.get', {});
    expect(device).toMatchObject({ kind: 'processor', isInt8: true });
    expect(told).toMatchObject({ gpu: false, comparing: false, failed: null });
    // With a choice of the person only that one and the processor are looked at.
    expect(told?.others.map((one) => one.device)).toMatchObject([{ kind: 'processor', isInt8: false }]);
    expect(told?.others[0]).toMatchObject({ trouble: null, photosPerSecond: expect.any(Number) });
    await client('engines.choose', { engine: 'auto' });
  });

  it('stopped in the middle, keep what was known, and accuse no engine', async () => {
    const before = (await engines()).engines;
    await client('engines.compare', {});
    await expect
      .poll(async () => {
        const { work } = await engines();
        return work?.engine ?? null;
      }, COMPARED)
      .not.toBeNull();
    await client('engines.stop', {});
    await expect.poll(async () => (await engines()).work, COMPARED).toBeNull();
    const after = await engines();
    expect(after.failure).toBeNull();
    expect(after.engines.filter(({ trouble }) => trouble !== null)).toEqual(
      before.filter(({ trouble }) => trouble !== null),
    );
    expect(existsSync(path.join(folder, 'library.sqlite.engines.json'))).toBe(true);
  });
});
