import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FilmDecoding } from '../../../src/app/film-decoding.ts';
import type { KeyFrames } from '../../../src/domain/key-frames.ts';
import type { IndexerCommand } from '../../../src/indexing/process/message.ts';

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
const LEFT = { command: 'filmDecoder', decoder: null };

describe('films on their way to a decoder', () => {
  let sent: IndexerCommand[];
  let isOn: boolean;
  let films: FilmDecoding;

  beforeEach(() => {
    vi.useFakeTimers();
    sent = [];
    isOn = true;
    films = new FilmDecoding({ send: (command) => void sent.push(command), isOn: () => isOn });
  });
  afterEach(() => {
    films.close();
    vi.useRealTimers();
  });

  it('are announced as wanted by the first question, and given to one page only', () => {
    expect(films.next('browser')).toBeNull();
    expect(films.next('browser')).toBeNull();
    expect(sent).toEqual([{ command: 'filmDecoder', decoder: 'browser' }]);
    films.onFilm(7, FILM);
    const taken = films.next('browser');
    expect(taken?.keyFrames).toEqual(FILM);
    expect(films.next('browser')).toBeNull();
    films.settle(taken?.film ?? 0, FRAMES);
    expect(sent.at(-1)).toEqual({ command: 'filmDecoded', task: 7, outcome: FRAMES });
  });

  it('are taken back from none but the page that has them, once', () => {
    films.next('browser');
    films.onFilm(7, FILM);
    expect(() => films.settle(1, FRAMES)).toThrow('not being decoded');
    const film = films.next('browser')?.film ?? 0;
    expect(() => films.settle(film + 1, FRAMES)).toThrow('not being decoded');
    films.settle(film, FRAMES);
    expect(() => films.settle(film, FRAMES)).toThrow('not being decoded');
    expect(sent.filter(({ command }) => command === 'filmDecoded')).toHaveLength(1);
  });

  it('are lost where the page does not return, which has left then', () => {
    films.next('browser');
    films.onFilm(7, FILM);
    const film = films.next('browser')?.film ?? 0;
    vi.advanceTimersByTime(60_000);
    expect(sent.slice(1)).toEqual([{ command: 'filmDecoded', task: 7, outcome: { result: 'lost' } }, LEFT]);
    expect(() => films.settle(film, FRAMES)).toThrow('not being decoded');
  });

  it('wait without blame where the page leaves before it takes one', () => {
    films.next('browser');
    films.onFilm(7, FILM);
    vi.advanceTimersByTime(45_000);
    expect(sent.slice(1)).toEqual([LEFT]);
    // The indexer sends it again when the next page comes.
    expect(films.next('browser')).toBeNull();
    expect(sent.at(-1)).toEqual({ command: 'filmDecoder', decoder: 'browser' });
  });

  it('are not given while the user has turned it off, and the decoder leaves', () => {
    films.next('desktop');
    films.onFilm(7, FILM);
    isOn = false;
    expect(films.next('desktop')).toBeNull();
    expect(sent.at(-1)).toEqual(LEFT);
    isOn = true;
    expect(films.next('desktop')).toBeNull();
    films.onFilm(8, FILM);
    expect(films.next('desktop')).not.toBeNull();
  });

  it('of an indexer that was started again are forgotten', () => {
    films.next('desktop');
    films.onFilm(7, FILM);
    const film = films.next('desktop')?.film ?? 0;
    films.onRestart();
    expect(() => films.settle(film, FRAMES)).toThrow('not being decoded');
    films.onFilm(1, FILM);
    expect(films.next('desktop')?.film).not.toBe(film);
  });
});
