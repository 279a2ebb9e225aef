import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { KeyFrames } from '../../../../src/domain/key-frames.ts';
import { FilmDecoderLink } from '../../../../src/indexing/films/film-decoder-link.ts';

const FILM: KeyFrames = {
  codec: 'vp8',
  codedWidth: 8,
  codedHeight: 8,
  description: null,
  colour: null,
  rotation: 0,
  width: 8,
  height: 8,
  frames: ['AAAA'],
};
const FRAMES = { result: 'frames', frames: ['AAAA'] } as const;

describe('the link to a decoder of films', () => {
  const { signal } = new AbortController();
  let tasks: number[];
  const linkTo = (decoder: 'desktop' | null): FilmDecoderLink =>
    new FilmDecoderLink((task) => void tasks.push(task), decoder);

  beforeEach(() => {
    vi.useFakeTimers();
    tasks = [];
  });
  afterEach(() => void vi.useRealTimers());

  it('sends nothing while there is no decoder', async () => {
    expect(await linkTo(null).decode(FILM, signal)).toBeNull();
    expect(tasks).toEqual([]);
  });

  it('returns what came back for the film, and ignores what comes for another one', async () => {
    const link = linkTo('desktop');
    const decoded = link.decode(FILM, signal);
    const [task = 0] = tasks;
    link.settle(task + 1, { result: 'failed' });
    link.settle(task, FRAMES);
    link.settle(task, { result: 'failed' });
    expect(await decoded).toEqual(FRAMES);
  });

  it('ends without an outcome where the decoder leaves, other work is due or the run is aborted', async () => {
    const link = linkTo('desktop');
    const left = link.decode(FILM, signal);
    link.change(null);
    expect(await left).toBeNull();
    link.change('desktop');
    const released = link.decode(FILM, signal);
    link.release();
    expect(await released).toBeNull();
    const run = new AbortController();
    const aborted = link.decode(FILM, run.signal);
    run.abort();
    expect(await aborted).toBeNull();
    expect(await link.decode(FILM, run.signal)).toBeNull();
  });

  it('loses a film that never comes back', async () => {
    const decoded = linkTo('desktop').decode(FILM, signal);
    vi.advanceTimersByTime(180_000);
    expect(await decoded).toEqual({ result: 'lost' });
  });
});
