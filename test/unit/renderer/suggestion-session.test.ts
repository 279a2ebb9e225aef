import { describe, expect, it } from 'vitest';
import { createSuggestionSession } from '../../../renderer/features/search/suggestion-session.ts';
import { createClient } from '../../../src/api/client.ts';
import type { Suggestion } from '../../../src/api/contract.ts';
import { dispatch } from '../../../src/api/dispatch.ts';

const suggestion = (text: string): Suggestion => ({
  kind: 'label',
  text,
  name: text,
  matched: '',
  typed: text,
  photos: 1,
  album: null,
});

/** A host that suggests what was typed, whose answers wait while it is held, and that keeps searches. */
function host() {
  const waiting: { readonly typed: string; readonly go: () => void }[] = [];
  const state = { isHeld: false, saved: ['dog'], recent: ['beach', 'dog'] };
  const handlers = {
    'search.suggest': async ({ typed, field }: { typed: string; field: string | null }) => {
      if (state.isHeld) await new Promise<void>((go) => waiting.push({ typed, go }));
      const isUnasked = typed === '' && field === null;
      return (isUnasked ? ['recent beach', 'most common'] : [typed]).map(suggestion);
    },
    'searches.list': () => ({ saved: state.saved, recent: state.recent }),
    'searches.save': ({ text }: { text: string }) => {
      state.saved = [text, ...state.saved];
      return {};
    },
    'searches.remove': ({ text }: { text: string }) => {
      state.saved = state.saved.filter((one) => one !== text);
      return {};
    },
    'searches.note': ({ text }: { text: string }) => {
      state.recent = [text, ...state.recent];
      return {};
    },
    'searches.forgetRecent': () => {
      state.recent = [];
      return {};
    },
  };
  const client = createClient((request) => dispatch(handlers as never, 'window', request));
  const errors: unknown[] = [];
  const session = createSuggestionSession(client, (error) => errors.push(error));
  return { session, state, waiting, errors, names: () => session.get().suggestions.map(({ name }) => name) };
}

const until = async (isSo: () => boolean): Promise<void> => {
  for (let tries = 0; tries < 4000 && !isSo(); tries += 1) await new Promise((go) => setTimeout(go, 5));
  expect(isSo()).toBe(true);
};

describe('suggestions while typing', () => {
  it('stay until the next are here, and one overtaken by a newer is dropped', async () => {
    const { session, state, waiting, names } = host();
    session.ask('b', 1, 'en');
    await until(() => names().join() === 'b');
    state.isHeld = true;
    session.ask('be', 2, 'en');
    await until(() => waiting.length === 1);
    session.ask('bea', 3, 'en');
    await until(() => waiting.length === 2);
    expect(names()).toEqual(['b']);
    waiting[1]?.go();
    await until(() => names().join() === 'bea');
    waiting[0]?.go();
    await new Promise((go) => setTimeout(go, 30));
    expect(names()).toEqual(['bea']);
  });

  it('do not come back once the box was left', async () => {
    const { session, state, waiting, names } = host();
    state.isHeld = true;
    session.ask('be', 2, 'en');
    await until(() => waiting.length === 1);
    session.drop();
    waiting[0]?.go();
    await new Promise((go) => setTimeout(go, 30));
    expect(names()).toEqual([]);
  });

  it('are what the host offers for an empty box where nothing was typed, beside the saved searches', async () => {
    const { session, names } = host();
    session.ask('', 0, 'en');
    await until(() => names().length > 0);
    expect(names()).toEqual(['recent beach', 'most common']);
    expect(session.get().saved).toEqual(['dog']);
    expect(session.get().isUnasked).toBe(true);
  });
});

describe('kept searches', () => {
  it('are saved and removed, and known before the host has said so', async () => {
    const { session, state } = host();
    session.save('beach', true);
    expect(session.get().saved).toContain('beach');
    await until(() => state.saved.includes('beach'));
    session.save('dog', false);
    expect(session.get().saved).not.toContain('dog');
    await until(() => !state.saved.includes('dog'));
  });

  it('are noted, except those that only a number names, and can be forgotten', async () => {
    const { session, state } = host();
    session.note('similar:12 dog');
    session.note('whale');
    await until(() => state.recent[0] === 'whale');
    expect(state.recent).not.toContain('similar:12 dog');
    session.forgetRecent();
    await until(() => state.recent.length === 0);
  });
});
