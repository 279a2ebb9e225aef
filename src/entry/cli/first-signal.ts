import process from 'node:process';

/** Resolves with the first signal that ends this process; a second one of the same kind ends it at once. */
export const firstSignal = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
