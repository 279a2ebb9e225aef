import process from 'node:process';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { dropBytes } from '../../../src/domain/drop-bytes.ts';

const SIDE = 2000;

describe('dropBytes', () => {
  it('gives the pixels of a picture back at once, without the garbage collector', async () => {
    const black = { create: { width: SIDE, height: SIDE, channels: 3, background: '#000' } } as const;
    const pixels = await sharp(black).raw().toBuffer();
    const held = process.memoryUsage().external;
    dropBytes(pixels);
    expect(pixels.length).toBe(0);
    expect(held - process.memoryUsage().external).toBeGreaterThan(0.99 * SIDE * SIDE * 3);
  });

  it.each([
    ['a part of a larger block', Buffer.from(new ArrayBuffer(8), 2, 4)],
    ['a block shared with other threads', new Uint8Array(new SharedArrayBuffer(4))],
  ])('leaves %s alone', (_, bytes) => {
    dropBytes(bytes);
    expect(bytes.length).toBe(4);
  });

  it('has nothing to do the second time', () => {
    const bytes = new Uint8Array(4);
    dropBytes(bytes);
    expect(() => dropBytes(bytes)).not.toThrow();
  });
});
