import { describe, expect, it } from 'vitest';
import {
  createSearchSession,
  hitAt,
  PAGE_SIZE,
  rankOf,
  searchedText,
} from '../../../renderer/features/search/search-session.ts';
import { createClient } from '../../../src/api/client.ts';
import type { Hit, ParsedInput } from '../../../src/api/contract.ts';
import { dispatch } from '../../../src/api/dispatch.ts';
import { BeachcombError } from '../../../src/domain/error.ts';

const hit = (photo: number): Hit => ({
  photo,
  level: 'likely',
  score: 1,
  width: 4,
  height: 3,
  takenAt: null,
  favourite: false,
  missing: false,
  hidden: false,
  turn: null,
  film: null,
  live: false,
  colour: null,
});

const ELEPHANT = { typed: 'elefant', text: 'elephant' };

/** A host with `photos`, newest first, whose answers wait until they are let go. */
function host(photos: number[]) {
  const waiting: { readonly text: string; readonly offset: number; readonly go: () => void }[] = [];
  const state = { photos, fails: false, isHeld: false, asked: [] as string[] };
  const handlers = {
    'search.run': async ({ text, verbatim, offset, limit }: ParsedInput<'search.run'>) => {
      if (state.isHeld) await new Promise<void>((go) => waiting.push({ text, offset, go }));
      if (state.fails) throw new BeachcombError('unavailable', 'away');
      state.asked.push(`${text}${verbatim ? ' as typed' : ''}, ${offset}`);
      const all = verbatim ? state.photos.slice(1) : state.photos;
      return {
        interpretations: [],
        phrases: [],
        qualifiers: [],
        correction: text.includes('elefant') && !verbatim ? ELEPHANT : null,
        likely: all.length,
        possible: 0,
        hasSomeWords: false,
        missing: 0,
        unreadable: null,
        hits: all.slice(offset, offset + limit).map(hit),
        months: [],
        revision: 1,
      };
    },
  };
  const client = createClient((request) => dispatch(handlers as never, 'window', request));
  return { session: createSearchSession(client), state, waiting };
}

const until = async (isSo: () => boolean): Promise<void> => {
  for (let tries = 0; tries < 4000 && !isSo(); tries += 1) await new Promise((go) => setTimeout(go, 5));
  expect(isSo()).toBe(true);
};
const upTo = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, at) => to - at);

describe('a search session', () => {
  it('drops the answer to an older text that comes after a newer one', async () => {
    const { session, state, waiting } = host([1, 2, 3]);
    state.isHeld = true;
    session.ask('b', 'relevance');
    session.ask('beach', 'relevance');
    await until(() => waiting.length === 2);
    waiting.find(({ text }) => text === 'beach')?.go();
    await until(() => session.get().result?.text === 'beach');
    waiting.find(({ text }) => text === 'b')?.go();
    await new Promise((go) => setTimeout(go, 30));
    expect(session.get().result?.text).toBe('beach');
  });

  it('fetches the pages in view only, and skips those that were scrolled past', async () => {
    const { session, state, waiting } = host(upTo(0, 100 * PAGE_SIZE));
    session.ask('', 'date');
    await until(() => session.get().result !== null);
    state.isHeld = true;
    for (let page = 1; page < 100; page += 1) session.need(page * PAGE_SIZE, page * PAGE_SIZE + 20);
    await until(() => waiting.length === 2);
    state.isHeld = false;
    for (const { go } of waiting) go();
    await until(() => session.get().result?.pages.has(99) === true);
    expect([...(session.get().result?.pages.keys() ?? [])].sort((a, b) => a - b)).toEqual([0, 1, 2, 99]);
  });

  it('finds the photo in view again after a refresh that put others before it', async () => {
    const { session, state } = host(upTo(0, 5000));
    session.ask('', 'date');
    await until(() => session.get().result !== null);
    session.need(PAGE_SIZE, PAGE_SIZE + 20);
    await until(() => session.get().result?.pages.has(1) === true);
    const { result: before } = session.get();
    const inView = before === null ? null : hitAt(before, PAGE_SIZE + 10);
    state.photos = upTo(0, 6000);
    session.refresh();
    await until(() => session.get().result?.likely === 6000);
    const { result: after } = session.get();
    expect(after === null || inView === null ? null : rankOf(after, inView.photo)).toBe(
      PAGE_SIZE + 10 + 1000,
    );
  });

  it('lets go of pages that are far from the view, but for the first and the one of the focus', async () => {
    const { session } = host(upTo(0, 60 * PAGE_SIZE));
    session.ask('', 'date');
    await until(() => session.get().result !== null);
    for (let page = 1; page < 60; page += 1) {
      session.need(page * PAGE_SIZE, page * PAGE_SIZE + 20, 5 * PAGE_SIZE);
      await until(() => session.get().result?.pages.has(page) === true);
    }
    const pages = [...(session.get().result?.pages.keys() ?? [])];
    expect(pages.length).toBeLessThanOrEqual(30);
    expect(pages).toEqual(expect.arrayContaining([0, 5, 58, 59]));
  });

  it('does not ask again what it was asked last, unless that went wrong', async () => {
    const { session, state, waiting } = host([1, 2]);
    state.isHeld = true;
    session.ask('a', 'date');
    session.ask('a', 'date');
    await until(() => waiting.length === 1);
    state.fails = true;
    for (const { go } of waiting) go();
    await until(() => session.get().error !== null);
    session.ask('a', 'date');
    await until(() => waiting.length === 2);
  });

  it('keeps the last answer that found something, for while a word is half typed', async () => {
    const { session, state } = host([1, 2]);
    session.ask('dog', 'relevance');
    await until(() => session.get().result !== null);
    state.photos = [];
    session.ask('dog be', 'relevance');
    await until(() => session.get().result?.text === 'dog be');
    expect(session.get().result?.likely).toBe(0);
    expect(session.get().found?.text).toBe('dog');
  });

  it('answers for the corrected text, and its readings are of that one', async () => {
    const { session } = host([1, 2]);
    session.ask('elefant', 'relevance');
    await until(() => session.get().result !== null);
    const { result } = session.get();
    expect(result?.text).toBe('elefant');
    expect(result === null ? null : searchedText(result)).toBe('elephant');
  });

  it('searches for a text as typed where that is asked for, on every page and after a refresh, and no longer', async () => {
    const { session, state } = host(upTo(0, 5000));
    session.ask('elefant', 'relevance');
    await until(() => session.get().result !== null);
    session.ask('elefant', 'relevance', null, true);
    await until(() => session.get().result?.correction === null);
    expect(session.get().result).toMatchObject({ correction: null, declined: ELEPHANT, likely: 4999 });
    state.asked = [];
    session.ask('elefant', 'relevance', null, true);
    session.need(PAGE_SIZE, PAGE_SIZE + 20);
    await until(() => session.get().result?.pages.has(1) === true);
    session.refresh();
    await until(() => state.asked.length === 3);
    session.ask('elefant', 'date', null, true);
    await until(() => session.get().result?.sort === 'date');
    expect(state.asked.every((asked) => asked.startsWith('elefant as typed, '))).toBe(true);
    session.ask('elefant dog', 'date');
    await until(() => session.get().result?.text === 'elefant dog');
    session.ask('elefant', 'date');
    await until(() => session.get().result?.text === 'elefant');
    expect(session.get().result).toMatchObject({ correction: ELEPHANT, declined: null });
  });

  it('finds out what a text would be taken for that an address has as typed', async () => {
    const { session } = host(upTo(0, 3));
    session.ask('elefant', 'relevance', null, true);
    await until(() => session.get().result !== null);
    expect(session.get().result).toMatchObject({ verbatim: true, correction: null, declined: ELEPHANT });
  });

  it('keeps the last answer and says what is wrong when the host is away', async () => {
    const { session, state } = host([1]);
    session.ask('a', 'date');
    await until(() => session.get().result !== null);
    state.fails = true;
    session.ask('ab', 'date');
    await until(() => session.get().error !== null);
    expect(session.get().error?.kind).toBe('unavailable');
    expect(session.get().result?.text).toBe('a');
    state.fails = false;
    session.refresh();
    await until(() => session.get().result?.text === 'ab');
    expect(session.get().error).toBeNull();
  });
});
