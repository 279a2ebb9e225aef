import * as z from 'zod';
import { LANGUAGES } from '../../domain/label.ts';
import { THEMES } from '../../domain/theme.ts';
import { call } from '../call.ts';
import { nothing } from './primitives.ts';

export const settingsSchema = z.strictObject({
  /** null follows the system setting. */
  language: z.enum(LANGUAGES).nullable(),
  theme: z.enum(THEMES),
});

/** Before anything is chosen. */
export const DEFAULT_SETTINGS: Readonly<z.infer<typeof settingsSchema>> = { language: null, theme: 'system' };

/** Appearance of the window. */
export const settingsCalls = {
  'settings.get': call(nothing, settingsSchema),
  'settings.set': call(settingsSchema, settingsSchema),
} as const;
