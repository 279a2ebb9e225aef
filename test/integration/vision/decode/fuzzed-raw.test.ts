import { afterAll, expect, it } from 'vitest';
import { RAW_FORMATS } from '../../../../src/domain/photo-format.ts';
import { PROBLEM_KINDS } from '../../../../src/domain/problem.ts';
import { closeDecoders, decode } from '../../../../src/vision/decode/decode.ts';
import { makeVariant, type Source } from '../../../faults/make-variant.ts';
import { MADE_RAW } from '../../../support/made-raw.ts';
import { rounds } from '../../../support/rounds.ts';
import { fixture } from './fixture.ts';

/** No file may take longer, in ms. */
const LONGEST_MS = 30_000;
const MOST_MEMORY = 1.5 * 2 ** 30;
const AT_ONCE = 8;
afterAll(closeDecoders);

it('spoilt raw files and JPEG XL end as a photo or a problem, in bounded time and memory', async () => {
  const [jpeg, thumbnail] = [fixture('plain.jpg'), fixture('grey.jpg')];
  const sources: Source[] = [
    ...RAW_FORMATS.map((format) => ({
      name: `made.${format}`,
      bytes: MADE_RAW[format]({ jpeg, thumbnail, orientation: 6, sensorBytes: 10_000 }),
    })),
    { name: 'plain.jxl', bytes: fixture('plain.jxl') },
  ];
  const total = rounds(400, 10_000, 160);
  const ends = { photo: 0, problem: 0 };
  let longest = 0;
  for (let first = 0; first < total; first += AT_ONCE) {
    const variants = Array.from({ length: AT_ONCE }, (_, i) => makeVariant(sources, first + i));
    await Promise.all(
      variants.map(async ({ name, bytes }) => {
        const start = performance.now();
        const result = await decode({ bytes: Buffer.from(bytes), name, mtime: 0 });
        longest = Math.max(longest, performance.now() - start);
        if ('input' in result) {
          ends.photo += 1;
          for (const side of [result.width, result.height]) expect(side).toBeGreaterThan(0);
          return;
        }
        ends.problem += 1;
        expect(PROBLEM_KINDS).toContain(result.kind);
      }),
    );
  }
  expect(ends.photo + ends.problem).toBe(total);
  // Both ends are met: else the variants would prove nothing.
  expect(Math.min(ends.photo, ends.problem)).toBeGreaterThan(total / 10);
  expect(longest).toBeLessThan(LONGEST_MS);
  expect(process.memoryUsage().rss).toBeLessThan(MOST_MEMORY);
}, 3_600_000);
