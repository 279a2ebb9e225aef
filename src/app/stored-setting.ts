import type * as z from 'zod';
import { log } from '../platform/log/log.ts';
import type { LibraryReader } from '../store/library-reader.ts';
import { readSetting } from './read-setting.ts';

/** Fields that were logged, because settings are read often. */
const logged = new Set<string>();

/** A setting of a library, field by field as `readSetting` reads it; what cannot be read is logged once. */
export function storedSetting<Schema extends z.ZodObject>(
  reader: Pick<LibraryReader, 'setting'>,
  key: string,
  schema: Schema,
  defaults: z.output<Schema>,
): z.output<Schema> {
  const { value, unreadable } = readSetting(schema, reader.setting(key), defaults);
  for (const field of unreadable) {
    const detail = `${key}${field}`;
    if (!logged.has(detail)) log.warn('a setting cannot be read and has its default', { detail });
    logged.add(detail);
  }
  return value;
}
