import { describe, expect, it } from 'vitest';
import { messagesOf } from '../../../renderer/i18n/messages.ts';
import { LANGUAGES } from '../../../src/domain/label.ts';
import { CATALOGUES, LOCALES, type MessageKey } from '../../../src/i18n/catalogues.ts';
import { formatterFor } from '../../../src/i18n/formatter.ts';
import { MESSAGE_ARGUMENTS } from '../../../src/i18n/message-arguments.ts';
import { messageArgumentsOf } from '../../support/message-arguments-of.ts';
import { sourceFiles } from '../../support/source-files.ts';

const KEYS = Object.keys(CATALOGUES.en) as MessageKey[];
const ARGUMENTS: Partial<Record<MessageKey, readonly string[]>> = MESSAGE_ARGUMENTS;
const isGrouped = (key: string): boolean => key.includes('.');

describe.each(LANGUAGES)('the catalogue %s', (language) => {
  const catalogue = CATALOGUES[language];

  it('has every message of English and no other, none empty', () => {
    expect(Object.keys(catalogue).sort()).toEqual([...KEYS].sort());
    expect(KEYS.filter((key) => catalogue[key].trim() === '')).toEqual([]);
  });

  it('takes in every message the arguments of the table, of their kinds', () => {
    const taken = KEYS.map((key) => [key, messageArgumentsOf(catalogue[key])]);
    expect(taken).toEqual(KEYS.map((key) => [key, [...(ARGUMENTS[key] ?? [])].sort()]));
  });

  it('gives the window a text for every message, with every argument in its place', () => {
    const messages: Record<string, unknown> = messagesOf(catalogue, LOCALES[language]);
    for (const key of KEYS.filter((one) => !isGrouped(one))) {
      const message = messages[key];
      const values = (ARGUMENTS[key] ?? []).map((one, at) => (one.endsWith('number') ? at + 7 : `‹${at}›`));
      const text: unknown = typeof message === 'function' ? message(...values) : message;
      expect(text, key).toMatch(/\S/);
      // What only chooses a form of the message is not in it.
      if (/, (select|plural, other)/.test(catalogue[key])) continue;
      for (const value of values) if (typeof value === 'string') expect(text, key).toContain(value);
    }
  });
});

describe('the catalogues', () => {
  it('have no message that is shown nowhere', () => {
    const text = sourceFiles('src', 'renderer', 'electron')
      .filter(({ file }) => !file.endsWith('message-arguments.ts'))
      .map((one) => one.text)
      .join('\n');
    const used = new Set(
      [...text.matchAll(/\b(?:t|m|messages)\s*\.(\w+)|'([\w.-]+)'|`([\w.]+\.)\$\{/g)].map(
        ([, member, quoted, group]) => member ?? quoted ?? group,
      ),
    );
    const isUsed = (key: MessageKey): boolean =>
      used.has(key) || (isGrouped(key) && used.has(key.slice(0, key.lastIndexOf('.') + 1)));
    expect(KEYS.filter((key) => !isUsed(key))).toEqual([]);
  });

  it('count in the forms of the language', () => {
    expect([1, 2, 1234].map((photos) => formatterFor('en')('cardName', { name: 'Dog', photos }))).toEqual([
      'Dog, 1 photo',
      'Dog, 2 photos',
      'Dog, 1,234 photos',
    ]);
    expect(formatterFor('zh')('cardName', { name: '狗', photos: 1234 })).toBe('狗，1,234 张照片');
    expect(formatterFor('en')('reason', { name: 'Dog', score: 0.934 })).toBe('Dog, 93%');
  });
});
