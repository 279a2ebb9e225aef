import { toBeachcombError } from '../../src/domain/error.ts';
import type { Language } from '../../src/domain/label.ts';
import { errorSentence } from '../i18n/sentences.ts';
import type { Strings } from '../i18n/strings.ts';
import type { ErrorLog } from './error-log.ts';

/** Milliseconds that a notice is shown. */
const SHOWN_MS = 8000;
/** Notices shown at once. */
const MOST = 3;

/** Text of a notice, in the language at the time it is shown. */
export type Sentence = string | ((t: Strings, language: Language) => string);

/** Action of a notice. */
export interface NoticeAction {
  readonly name: Sentence;
  readonly run: () => void;
}

export interface Notice {
  readonly id: number;
  readonly sentence: Sentence;
  /** What can be done about it, the most likely last. */
  readonly actions: readonly NoticeAction[];
}

/** Notices of all parts of the window, shown for a while. */
export interface Notices {
  readonly get: () => readonly Notice[];
  readonly subscribe: (listener: () => void) => () => void;
  /** Shows a sentence; returns its id, to dismiss it by. */
  notify(sentence: Sentence, ...actions: readonly NoticeAction[]): number;
  dismiss(id: number): void;
  /** Shows an error as a sentence: the action had no effect, but the app keeps running. */
  report(error: unknown): void;
}

/** @param log where errors that are bugs go */
export function createNotices(log: ErrorLog): Notices {
  let notices: readonly Notice[] = [];
  let last = 0;
  /** By kind and reason, so that the same notice is not shown twice. */
  const sentences = new Map<string, Sentence>();
  const listeners = new Set<() => void>();
  const set = (next: readonly Notice[]): void => {
    notices = next;
    for (const listener of listeners) listener();
  };
  const dismiss = (id: number): void => {
    if (notices.some((one) => one.id === id)) set(notices.filter((one) => one.id !== id));
  };
  const notify = (sentence: Sentence, ...actions: readonly NoticeAction[]): number => {
    last += 1;
    const id = last;
    const others = notices.filter((one) => one.sentence !== sentence);
    set([...others.slice(1 - MOST), { id, sentence, actions }]);
    setTimeout(() => dismiss(id), SHOWN_MS);
    return id;
  };
  return {
    get: () => notices,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    notify,
    dismiss,
    report: (thrown) => {
      const { kind, reason } = toBeachcombError(thrown);
      if (kind === 'internal') {
        console.error(thrown);
        log('call', thrown);
      }
      // The banner already shows that the host is unavailable.
      if (kind === 'unavailable' && reason === null) return;
      const key = JSON.stringify([kind, reason]);
      const sentence = sentences.get(key) ?? ((_, language) => errorSentence(language, thrown));
      sentences.set(key, sentence);
      notify(sentence);
    },
  };
}
