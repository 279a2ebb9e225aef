import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { InferenceSession, Tensor } from '../../../../src/platform/onnx/onnxruntime.ts';
import { closeDecoders, decode } from '../../../../src/vision/decode/decode.ts';
import { HAS_PHOTOS, MODELS, PHOTOS } from '../../../support/paths.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { photoOf } from './fixture.ts';

afterAll(closeDecoders);
const suffix = HAS_PHOTOS ? '' : ' (skipped: ../shared/photos is not there)';

interface Reference {
  readonly file: string;
  readonly classes: readonly { readonly index: number; readonly probability: number }[];
  readonly concepts: readonly { readonly name: string; readonly score: number }[];
  readonly signature: readonly number[];
  readonly phrase: readonly number[];
}

/** Decodes every file of a folder, three at once, and calls back with what became of each. */
async function decodeAll(
  files: readonly string[],
  done: (file: string, kind: string, ms: number) => void,
): Promise<void> {
  const waiting = files.values();
  const work = async (): Promise<void> => {
    for (const file of waiting) {
      const start = performance.now();
      const result = await decode({ bytes: readFileSync(file), name: path.basename(file), mtime: 0 });
      const kind = 'input' in result ? (result.warning === null ? 'photo' : 'warned') : result.kind;
      done(file, kind, performance.now() - start);
    }
  };
  await Promise.all([work(), work(), work()]);
}

describe(`real photos${suffix}`, () => {
  it.skipIf(!HAS_PHOTOS)(
    'the torture set: every file ends as a photo, warned or a problem, soon and in bounded memory',
    { timeout: 300_000 },
    async () => {
      const folder = tempFolder();
      execFileSync('tar', ['-xf', path.join(PHOTOS, 'torture.tar'), '-C', folder]);
      const files = readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => path.join(entry.parentPath, entry.name));
      expect(files.length).toBeGreaterThan(800);
      const ends = new Map<string, string>();
      let slowest = 0;
      let resident = 0;
      await decodeAll(files, (file, kind, ms) => {
        ends.set(path.relative(folder, file), kind);
        slowest = Math.max(slowest, ms);
        resident = Math.max(resident, process.memoryUsage.rss());
      });
      expect(ends.size).toBe(files.length);
      expect(slowest).toBeLessThan(30_000);
      expect(resident).toBeLessThan(1.5e9);
      const rows = readFileSync(path.join(PHOTOS, 'torture.tsv'), 'utf8').split('\n').slice(1);
      const beaches = rows
        .map((row) => row.split('\t'))
        .filter(([, , , expected = '']) => /^index normally, label beach/.test(expected));
      expect(beaches.length).toBeGreaterThan(30);
      // A name of the table that the archive cannot hold as such is not looked for.
      const unwell = beaches
        .map(([file = '']) => [file, ends.get(file) ?? 'photo'])
        .filter(([, end]) => end !== 'photo');
      expect(unwell).toEqual([]);
      for (const [file, end] of ends)
        if (file.startsWith('generated/bomb/') && !file.includes('5000-frames'))
          expect([file, end]).toEqual([file, 'too-large']);
    },
  );

  it.skipIf(!HAS_PHOTOS)('photos of 76 cameras and programs are whole', async () => {
    const folder = path.join(PHOTOS, 'cameras');
    const files = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name));
    const unwell: string[] = [];
    await decodeAll(files, (file, kind) => {
      if (kind !== 'photo') unwell.push(`${file}: ${kind}`);
    });
    expect(unwell).toEqual([]);
  });

  it.skipIf(!HAS_PHOTOS)('the network sees what the model card says it has to', async () => {
    const read = <T>(name: string): T =>
      JSON.parse(readFileSync(path.join(MODELS, 'photo', name), 'utf8')) as T;
    const concepts = read<{ concepts: readonly { name: string }[] }>('labels.json').concepts.map(
      ({ name }) => name,
    );
    const session = await InferenceSession.create(path.join(MODELS, 'photo/model.onnx'), {
      intraOpNumThreads: 1,
    });
    for (const reference of read<readonly Reference[]>('reference.json')) {
      const { input } = await photoOf(readFileSync(path.join(PHOTOS, reference.file)));
      const image = new Tensor('uint8', input, [1, 320, 320, 3]);
      const answer = await session.run({ image }, ['probabilities', 'concepts', 'signature', 'phrase']);
      const numbers = (name: string): Float32Array => answer[name]?.data as Float32Array;
      for (const { index, probability } of reference.classes)
        expect(Math.abs((numbers('probabilities')[index] ?? 0) - probability)).toBeLessThan(0.12);
      for (const { name, score } of reference.concepts)
        expect(Math.abs((numbers('concepts')[concepts.indexOf(name)] ?? 0) - score)).toBeLessThan(0.12);
      const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
        Array.from(a).reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0);
      for (const name of ['signature', 'phrase'] as const) {
        const [ours, theirs] = [numbers(name), reference[name]];
        expect(dot(ours, theirs) / Math.sqrt(dot(ours, ours) * dot(theirs, theirs))).toBeGreaterThan(0.98);
      }
    }
  });
});
