import { log } from '../platform/log/log.ts';

/**
 * Opens something of several parts, each of which registers its cleanup as soon as it is open.
 * @throws Error what `open` throws; then everything that was opened is closed again
 */
export async function closedOnFailure<T>(
  open: (closing: AsyncDisposableStack) => T | Promise<T>,
): Promise<T> {
  const closing = new AsyncDisposableStack();
  try {
    return await open(closing);
  } catch (error) {
    await closing
      .disposeAsync()
      .catch((failure: unknown) => log.error('a part of the library cannot be closed', { error: failure }));
    throw error;
  }
}
