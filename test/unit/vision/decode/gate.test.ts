import { setTimeout as after } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { Gate } from '../../../../src/vision/decode/gate.ts';

it('many go together, one alone, and a failure holds nobody up', async () => {
  const gate = new Gate();
  let inside = 0;
  const seen: string[] = [];
  const work = (name: string) => async () => {
    inside += 1;
    await after(5);
    seen.push(`${name} ${inside}`);
    inside -= 1;
    if (name === 'bad') throw new Error('bad');
  };
  const results = await Promise.allSettled([
    gate.together(work('a')),
    gate.together(work('bad')),
    gate.alone(work('b')),
    gate.alone(work('bad')),
    gate.together(work('c')),
    gate.together(work('d')),
  ]);
  expect(seen).toEqual(['a 2', 'bad 1', 'b 1', 'bad 1', 'c 2', 'd 1']);
  expect(results.map(({ status }) => status === 'rejected')).toEqual([
    false,
    true,
    false,
    true,
    false,
    false,
  ]);
});
