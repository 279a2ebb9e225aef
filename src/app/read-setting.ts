import * as z from 'zod';

/** A setting as it is used, and the fields of it that could not be read. */
export interface ReadSetting<Value> {
  readonly value: Value;
  readonly unreadable: readonly string[];
}

/** The object that a field of a setting is, also where it has a default; null: it is none. */
function objectIn(schema: unknown): z.ZodObject | null {
  if (schema instanceof z.ZodObject) return schema;
  return schema instanceof z.ZodPrefault || schema instanceof z.ZodDefault ? objectIn(schema.unwrap()) : null;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Reads a stored setting field by field. A field that is missing, as in a library of an earlier version, or cannot be
 * read has its default, and an unknown one is left out: one field never costs what was chosen in the others.
 */
export function readSetting<Schema extends z.ZodObject>(
  schema: Schema,
  stored: unknown,
  defaults: z.output<Schema>,
): ReadSetting<z.output<Schema>> {
  const unreadable: string[] = [];
  const value = fieldsOf(schema, stored, defaults, '', unreadable);
  // The compiler cannot follow a loop over fields.
  return { value: value as z.output<Schema>, unreadable };
}

function fieldsOf(
  schema: z.ZodObject,
  stored: unknown,
  defaults: unknown,
  place: string,
  unreadable: string[],
): Record<string, unknown> {
  if (stored !== undefined && !isRecord(stored)) unreadable.push(place || '.');
  const fields = isRecord(stored) ? stored : {};
  const others = isRecord(defaults) ? defaults : {};
  const read = Object.entries(schema.shape).map(([name, field]) => {
    const own = `${place}.${name}`;
    const inner = objectIn(field);
    if (inner !== null) return [name, fieldsOf(inner, fields[name], others[name], own, unreadable)] as const;
    if (fields[name] === undefined) return [name, others[name]] as const;
    const { success, data } = z.safeParse(field, fields[name]);
    if (!success) unreadable.push(own);
    return [name, success ? data : others[name]] as const;
  });
  return Object.fromEntries(read);
}
