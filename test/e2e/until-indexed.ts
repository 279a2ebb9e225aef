import type { Library } from '../../src/app/library.ts';

/** Waits until all photos of a library are indexed. @throws Error after `withinMs` */
export async function untilIndexed({ handlers }: Library, withinMs: number): Promise<void> {
  const until = Date.now() + withinMs;
  for (;;) {
    const { phase, found, done } = await handlers['status.get']({});
    if (phase === 'idle' && found > 0 && done === found) return;
    if (Date.now() > until) throw new Error(`Only ${done} of ${found} photos were indexed in time.`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}
