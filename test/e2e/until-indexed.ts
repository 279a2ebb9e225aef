import type { Input, Output } from '../../src/api/contract.ts';

/** What answers how far the index is: a library, or a window. */
interface Indexed {
  readonly handlers: {
    'status.get'(input: Input<'status.get'>): Output<'status.get'> | Promise<Output<'status.get'>>;
  };
}

/** Waits until all photos of a library are indexed. @throws Error after `withinMs` */
export async function untilIndexed({ handlers }: Indexed, withinMs: number): Promise<void> {
  const until = Date.now() + withinMs;
  for (;;) {
    const { phase, found, done } = await handlers['status.get']({});
    if (phase === 'idle' && found > 0 && done === found) return;
    if (Date.now() > until) throw new Error(`Only ${done} of ${found} photos were indexed in time.`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}
