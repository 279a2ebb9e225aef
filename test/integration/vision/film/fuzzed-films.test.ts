import { afterAll, expect, it } from 'vitest';
import { PROBLEM_KINDS } from '../../../../src/domain/problem.ts';
import { closeDecoders } from '../../../../src/vision/decode/decode.ts';
import { makeVariant } from '../../../faults/make-variant.ts';
import { rounds } from '../../../support/rounds.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { filmBytes, readWritten } from './film-fixture.ts';

/** No file may take longer, in ms. */
const LONGEST_MS = 30_000;
const MOST_MEMORY = 1.5 * 2 ** 30;
afterAll(closeDecoders);

it('spoilt films end as a film or a problem, in bounded time and memory', async () => {
  const names = ['hevc.mov', 'h264.mp4', 'h264.3gp', 'vp9.webm', 'av1.mkv', 'mjpeg.avi'];
  const sources = names.map((name) => ({ name, bytes: filmBytes(name) }));
  const total = rounds(60, 10_000, 20);
  const folder = tempFolder();
  const ends = { film: 0, problem: 0 };
  let longest = 0;
  for (let number = 0; number < total; number += 1) {
    const { name, bytes } = makeVariant(sources, number);
    const start = performance.now();
    const result = await readWritten(folder, `v${name.slice(name.lastIndexOf('.'))}`, bytes);
    longest = Math.max(longest, performance.now() - start);
    if ('kind' in result) {
      ends.problem += 1;
      expect(PROBLEM_KINDS).toContain(result.kind);
      continue;
    }
    ends.film += 1;
    for (const side of [result.width, result.height]) expect(side).toBeGreaterThan(0);
  }
  // Both ends are met: else the variants would prove nothing.
  expect(Math.min(ends.film, ends.problem)).toBeGreaterThan(total / 20);
  expect(longest).toBeLessThan(LONGEST_MS);
  expect(process.memoryUsage().rss).toBeLessThan(MOST_MEMORY);
}, 7_200_000);
