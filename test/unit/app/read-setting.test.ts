import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { indexingSchema } from '../../../src/api/contract/indexing-calls.ts';
import { DEFAULT_SETTINGS, settingsSchema } from '../../../src/api/contract/settings-calls.ts';
import { readSetting } from '../../../src/app/read-setting.ts';

const chosen = { ...DEFAULT_SETTINGS, language: 'zh', theme: 'dark' } as const;

describe('a stored setting', () => {
  it('is as it was chosen', () => {
    expect(readSetting(settingsSchema, chosen, DEFAULT_SETTINGS)).toEqual({ value: chosen, unreadable: [] });
  });

  it('keeps what was chosen when a later version has one more field', () => {
    const later = settingsSchema.extend({ ofLaterVersion: z.enum(['one', 'two']) });
    const { value, unreadable } = readSetting(later, chosen, { ...DEFAULT_SETTINGS, ofLaterVersion: 'one' });
    expect(value).toEqual({ ...chosen, ofLaterVersion: 'one' });
    expect(unreadable).toEqual([]);
  });

  it('keeps what was chosen beside fields of a newer version and beside one that cannot be read', () => {
    const stored = { ...chosen, theme: 'of-later-version', density: 3 };
    expect(readSetting(settingsSchema, stored, DEFAULT_SETTINGS)).toEqual({
      value: { ...DEFAULT_SETTINGS, language: 'zh' },
      unreadable: ['.theme'],
    });
  });

  it('never turns an analyser off for another one, which would delete what it found', () => {
    const defaults = indexingSchema.parse({ mode: 'normal', pauseOnBattery: true });
    const stored = {
      mode: 'turbo',
      pauseOnBattery: false,
      analysers: { text: 'yes', faces: true, barCodes: true },
    };
    const { value, unreadable } = readSetting(indexingSchema, stored, defaults);
    expect(value).toEqual({
      ...defaults,
      pauseOnBattery: false,
      analysers: { text: defaults.analysers.text, faces: true },
    });
    expect(unreadable).toEqual(['.mode', '.analysers.text']);
  });

  it.each([undefined, null, 'dark', 7, []])('has its defaults where it is %s', (stored) => {
    expect(readSetting(settingsSchema, stored, DEFAULT_SETTINGS).value).toEqual(DEFAULT_SETTINGS);
  });
});
