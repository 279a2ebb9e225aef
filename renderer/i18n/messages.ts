import type { Catalogue, MessageKey } from '../../src/i18n/catalogues.ts';
import { CATALOGUES } from '../../src/i18n/catalogues.ts';
import { formatterOf } from '../../src/i18n/formatter.ts';
import {
  type KeyWithArguments,
  MESSAGE_ARGUMENTS,
  type PlainKey,
  type Positional,
} from '../../src/i18n/message-arguments.ts';

/** Keys of messages that belong together or to another part of the program: `phase.paused`, `shell.quit`. */
type Grouped = `${string}.${string}`;

/** The window's messages by their keys: a text, or a function of the message's arguments in order. */
export type Messages = { readonly [K in Exclude<PlainKey, Grouped>]: string } & {
  readonly [K in Exclude<KeyWithArguments, Grouped>]: (...values: Positional<K>) => string;
};

const hasArguments = (key: MessageKey): key is KeyWithArguments => Object.hasOwn(MESSAGE_ARGUMENTS, key);

/** The window's messages of a catalogue. */
export function messagesOf(catalogue: Catalogue, locale: string): Messages {
  const format = formatterOf(catalogue, locale);
  const messages: Record<string, string | ((...values: (string | number)[]) => string)> = {};
  for (const key of KEYS) {
    if (!hasArguments(key)) messages[key] = format(key);
    else {
      const names = MESSAGE_ARGUMENTS[key].map((argument) => argument.replace(/:.*$/, ''));
      messages[key] = (...values) =>
        format(key, Object.fromEntries(names.map((name, at) => [name, values[at] ?? ''])));
    }
  }
  // The compiler cannot follow a loop over keys; test/unit/i18n/catalogues.test.ts calls every one.
  return messages as unknown as Messages;
}

const KEYS = (Object.keys(CATALOGUES.en) as MessageKey[]).filter((key) => !key.includes('.'));
