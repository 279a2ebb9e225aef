import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { concurrencyOf } from '../../../../src/indexing/pipeline/concurrency.ts';
import { Pipeline } from '../../../../src/indexing/pipeline/pipeline.ts';
import type { Progress } from '../../../../src/indexing/pipeline/progress.ts';
import { UserDataWriter } from '../../../../src/store/user-data-writer.ts';
import type { Candidate } from '../../../../src/vision/classify/candidate.ts';
import { type EngineState, FallingBackEngine } from '../../../../src/vision/classify/falling-back-engine.ts';
import { machineKey } from '../../../../src/vision/classify/machine-key.ts';
import { measureCandidates } from '../../../../src/vision/classify/measure-candidates.ts';
import { openOnnxEngine } from '../../../../src/vision/classify/onnx-engine.ts';
import { probeInputs } from '../../../../src/vision/classify/probe-inputs.ts';
import { RememberedReports } from '../../../../src/vision/classify/remembered-reports.ts';
import { MODELS } from '../../../support/paths.ts';
import { pipelineOptions } from '../../../support/pipeline-options.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { faulty, IMPATIENT, PATIENT, PROCESSOR_CANDIDATE } from './test-candidates.ts';

const inputs = await probeInputs(MODELS);
/** Photos that no probe has seen. */
const foreign = inputs.map((input) => input.toReversed());

/** Where the report of the processor is remembered: measured once, and known to every test but the first. */
let measured: string;

beforeAll(async () => {
  measured = path.join(mkdtempSync(path.join(os.tmpdir(), 'beachcomb-')), 'library.engines.json');
  const processor = await openOnnxEngine(MODELS, 1);
  await measureCandidates({
    models: MODELS,
    candidates: [PROCESSOR_CANDIDATE],
    processor,
    remembered: new RememberedReports(measured, await machineKey(MODELS, {})),
    again: true,
    signal: new AbortController().signal,
    now: () => performance.now(),
  });
  await processor.close();
});
afterAll(() => rmSync(path.dirname(measured), { recursive: true }));

function start(
  candidates: readonly Candidate[],
  more: { setting?: string; beginAfter?: number } = {},
  isFirst = false,
) {
  const states: EngineState[] = [];
  const stop = new AbortController();
  const remembered = path.join(tempFolder(), 'library.engines.json');
  if (!isFirst) copyFileSync(measured, remembered);
  const open = (): Promise<FallingBackEngine> =>
    FallingBackEngine.open({
      models: MODELS,
      candidates: [PROCESSOR_CANDIDATE, ...candidates],
      packs: {},
      setting: 'auto',
      remembered,
      signal: stop.signal,
      beginAfter: 0,
      onChange: (state: EngineState) => states.push(state),
      ...more,
    });
  return { open, states, stop };
}

const PROCESSOR = { kind: 'processor', threads: 1, isInt8: false };
const fake = (fault: string) => ({ kind: 'named', name: `GPU (${fault})` });
const troubleOf = (state: EngineState | undefined, id: string) =>
  state?.reports.find((report) => report.id === id)?.trouble;

describe('the engine that falls back', () => {
  it('gives the first photos to the processor, then goes over to what is proven better', async () => {
    const { open, states } = start([faulty('none', 0, PATIENT)], { beginAfter: 8 }, true);
    const engine = await open();
    await engine.classify(foreign);
    expect(states).toEqual([]);
    expect(engine.device).toEqual(PROCESSOR);
    await engine.classify(foreign.slice(0, 1));
    expect(engine).toMatchObject({ device: fake('none'), gpu: true });
    expect(states[0]).toMatchObject({
      device: PROCESSOR,
      comparing: true,
    });
    expect(states.at(-1)).toMatchObject({ used: 'none', gpu: true, comparing: false, failed: null });
    expect(
      states.at(-1)?.reports.map(({ id, trouble, photosPerSecond }) => [id, trouble, photosPerSecond]),
    ).toEqual([
      ['none', null, expect.any(Number)],
      ['onnx-cpu', null, expect.any(Number)],
    ]);
    await engine.close();
  });

  it.each([
    ['crashes later', { code: 'crashed', exit: 'SIGSEGV' }, PATIENT],
    ['hangs later', { code: 'timed-out', seconds: 3 }, { ...PATIENT, batchMs: IMPATIENT.batchMs }],
    ['gives NaN later', { code: 'invalid-results' }, PATIENT],
  ])(
    'repeats the batch of one that %s on the next best engine, and says so',
    async (fault, reason, limits) => {
      const { open, states } = start([faulty(fault, 2, limits)]);
      const engine = await open();
      await engine.classify(inputs);
      // The choice is made while this one waits.
      await engine.classify(foreign.slice(0, 4));
      expect(engine.device).toEqual(fake(fault));
      const predictions = await engine.classify(foreign.slice(0, 4));
      const processor = await openOnnxEngine(MODELS, 1);
      expect(predictions).toEqual(await processor.classify(foreign.slice(0, 4)));
      await processor.close();
      expect(engine.device).toEqual(PROCESSOR);
      expect(troubleOf(states.at(-1), fault)).toEqual(reason);
      expect(states.at(-1)).toMatchObject({
        used: 'onnx-cpu',
        gpu: false,
        failed: { device: fake(fault), reason },
      });
      await engine.close();
    },
  );

  it('goes to the next best of several, not straight to the processor', async () => {
    const { open } = start([faulty('crashes later', 1, PATIENT), faulty('none', 0, PATIENT)]);
    const engine = await open();
    await engine.classify(foreign);
    expect(engine.device).toEqual(fake('none'));
    await engine.close();
  });

  it('takes the engine that the person wants where it works, and else says why not', async () => {
    const wanted = start([faulty('none', 0, PATIENT)], { setting: 'none' });
    const engine = await wanted.open();
    await engine.classify(inputs);
    expect(engine.device).toEqual(fake('none'));
    await engine.close();

    const broken = start([faulty('crashes', 0, PATIENT), faulty('none', 0, PATIENT)], { setting: 'crashes' });
    const other = await broken.open();
    await other.classify(inputs);
    expect(other.device).toEqual(PROCESSOR);
    expect(troubleOf(broken.states.at(-1), 'crashes')).toEqual({ code: 'crashed', exit: 'SIGSEGV' });
    await other.close();
    await expect(start([], { setting: 'magic' }).open()).rejects.toThrow('There is no engine "magic"');
  });

  it('stops comparing at once when the index is stopped', async () => {
    const { open, states, stop } = start([faulty('hangs on load', 0, PATIENT)]);
    const engine = await open();
    const waiting = engine.classify(inputs.slice(0, 1));
    await expect.poll(() => states.length, { timeout: 30_000 }).toBe(1);
    stop.abort();
    expect(await waiting).toHaveLength(1);
    await engine.close();
  });
});

describe('an index of real photos', () => {
  it('goes on when the engine dies in the middle, loses none, and says so', async () => {
    const root = tempFolder();
    const folder = path.join(root, 'photos');
    mkdirSync(folder);
    const samples = readdirSync(path.join(MODELS, 'samples')).filter((name) => name.endsWith('.jpg'));
    for (const name of samples) copyFileSync(path.join(MODELS, 'samples', name), path.join(folder, name));
    const library = path.join(root, 'library.sqlite');
    const userData = new UserDataWriter(library);
    userData.addFolder(Buffer.from(folder), 0);
    userData.close();
    const { open, states } = start([faulty('crashes later', 2, PATIENT)], { beginAfter: 8 });
    const devices = new Set<string>();
    const onProgress = ({ device }: Progress): unknown => devices.add(JSON.stringify(device));
    const pipeline = new Pipeline(
      pipelineOptions(library, {
        openEngine: open,
        network: async () => 'any',
        onProgress,
        concurrency: concurrencyOf('full', 2),
      }),
    );
    const summary = await pipeline.run({
      folders: null,
      forgetMissing: [],
      changedOnly: false,
      shouldYield: () => false,
      signal: new AbortController().signal,
    });
    await pipeline.close();
    expect(summary).toMatchObject({ indexed: samples.length, problems: 0 });
    expect([...devices].map((device) => JSON.parse(device))).toEqual([
      null,
      PROCESSOR,
      fake('crashes later'),
    ]);
    expect(states.map(({ device }) => device)).toEqual([PROCESSOR, fake('crashes later'), PROCESSOR]);
    expect(troubleOf(states.at(-1), 'crashes later')).toEqual({ code: 'crashed', exit: 'SIGSEGV' });
  });
});
