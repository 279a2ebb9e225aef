import { describe, expect, it } from 'vitest';
import { PictureStreams, STALLED_AFTER_MS } from '../../../src/api/picture-streams.ts';

async function* body(): AsyncGenerator<Uint8Array> {
  yield Buffer.of(1);
  yield Buffer.of(2);
}

describe('streams of pictures', () => {
  it('are limited, and one that ends, fails or is closed leaves its place', async () => {
    const streams = new PictureStreams(2, () => 0);
    const [first, second] = [streams.take(body()), streams.take(body())];
    expect(streams.take(body())).toBe(null);
    await Array.fromAsync(first ?? []);
    expect(streams.open).toBe(1);
    // Closed before anything was read, as a client that goes away at once does.
    await second?.return?.();
    expect(streams.open).toBe(0);
    const failing = streams.take(
      (async function* (): AsyncGenerator<Uint8Array> {
        yield Buffer.of(1);
        throw new Error('the disk is gone');
      })(),
    );
    await expect(Array.fromAsync(failing ?? [])).rejects.toThrow('the disk is gone');
    expect(streams.open).toBe(0);
  });

  it('that nobody reads give their place to the next, the longest waiting first', async () => {
    let now = 0;
    const streams = new PictureStreams(2, () => now);
    const [stalled, reading] = [streams.take(body()), streams.take(body())];
    now = STALLED_AFTER_MS;
    await reading?.next();
    const next = streams.take(body());
    expect(next).not.toBe(null);
    await expect(stalled?.next()).rejects.toThrow('too long');
    expect(streams.take(body())).toBe(null);
    expect((await reading?.next())?.value).toEqual(Buffer.of(2));
  });
});
