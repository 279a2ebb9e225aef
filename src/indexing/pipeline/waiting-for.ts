import type { Engine } from '../../vision/classify/engine.ts';

/** Photos that wait for an engine at least, so that it never waits for them. Each holds a model input of 307 KB. */
const FEWEST = 64;

/** How many photos may wait for an engine: two of its batches, whose size may change. */
export function waitingFor(engine: Promise<Engine>): () => number {
  let opened: Engine | null = null;
  // Whoever classifies gets the error.
  engine.then(
    (open) => {
      opened = open;
    },
    () => {},
  );
  return () => Math.max(FEWEST, 2 * (opened?.batch ?? 0));
}
