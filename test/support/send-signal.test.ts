import { expect, it } from 'vitest';
import { sendSignal } from './send-signal.ts';

it.each([undefined, 0, -1])(
  'a signal to process %s is refused: it would reach other processes than one',
  (pid) => {
    // Ignored by every process, should it be sent all the same.
    expect(() => sendSignal(pid, 'SIGWINCH')).toThrow('There is no process');
  },
);
