import * as z from 'zod';
import fc from '../support/properties.ts';

/** Values that schemas are weak against, whatever they expect. */
const HOSTILE: readonly unknown[] = [
  null,
  '',
  ' ',
  '0',
  '\0',
  '__proto__',
  'constructor',
  "'; DROP TABLE photos; --",
  '%_\\',
  '"""((((((||||',
  '-'.repeat(2000),
  '('.repeat(2000),
  '(a|'.repeat(600),
  'album:x '.repeat(250),
  '海'.repeat(2000),
  'similar:1 '.repeat(200),
  '\ud800',
  '\u202e\u2066',
  '../../etc/passwd',
  '/proc/self/environ',
  'a'.repeat(100_000),
  0,
  -0,
  -1,
  1.5,
  1e308,
  2 ** 53,
  true,
  [],
  {},
  [[[[[[]]]]]],
  { length: 1e9 },
];

/** An object whose key `__proto__` is its own, as JSON makes it. */
const withOwnKey = (key: string, value: unknown): unknown =>
  JSON.parse(`{${JSON.stringify(key)}:${JSON.stringify(value)}}`);

const nested = (depth: number): unknown => JSON.parse(`${'[{"a":'.repeat(depth)}1${'}]'.repeat(depth)}`);

/** Anything at all that JSON can say, hostile values often. */
export const arbitraryJson: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.jsonValue({ maxDepth: 4 }),
  fc.string({ maxLength: 3000, unit: 'binary' }),
  fc
    .constantFrom('__proto__', 'constructor', 'toString', 'then', 'toJSON')
    .chain((key) => fc.jsonValue({ maxDepth: 1 }).map((value) => withOwnKey(key, value))),
  fc.constantFrom(5, 20, 50).map(nested),
);

type JsonSchema = z.core.JSONSchema.BaseSchema;

/** Values that a schema takes, more or less: of its types, at and beyond its bounds. */
function fitting(schema: JsonSchema): fc.Arbitrary<unknown> {
  const { const: only, enum: choices, anyOf, type } = schema;
  if (only !== undefined) return fc.constant(only);
  if (choices !== undefined) return fc.constantFrom(...choices);
  if (anyOf !== undefined) return fc.oneof(...anyOf.map((one) => fitting(one as JsonSchema)));
  switch (type) {
    case 'string':
      return fc.oneof(
        fc.string({ unit: 'binary', maxLength: 50 }),
        fc.constantFrom(...HOSTILE.filter((value) => typeof value === 'string')),
        fc.constantFrom('dog', 'own:1', '/nowhere', 'is:problem'),
        fc.constant('x'.repeat(Math.min(schema.maxLength ?? 1000, 10_000))),
        fc.constant('x'.repeat(Math.min(schema.maxLength ?? 1000, 10_000) + 1)),
      );
    case 'integer':
    case 'number':
      return fc.oneof(
        fc.integer({ min: 0, max: 5 }),
        fc.integer(),
        fc.constantFrom(
          schema.minimum ?? 0,
          schema.maximum ?? 1,
          (schema.maximum ?? 1) + 1,
          -1,
          0.5,
          2 ** 53,
        ),
      );
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return fc.array(fitting((schema.items ?? {}) as JsonSchema), { maxLength: 5 });
    case 'object': {
      const fields = Object.entries(schema.properties ?? {}).map(
        ([name, value]) => [name, fitting(value as JsonSchema)] as const,
      );
      return fc.record(Object.fromEntries(fields));
    }
    default:
      return arbitraryJson;
  }
}

/**
 * Inputs for a call: such as its schema takes, such with one field replaced, added or left out, and anything at
 * all.
 */
export function arbitraryInput(schema: z.ZodType): fc.Arbitrary<unknown> {
  const good = fitting(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }));
  const spoilt = fc
    .tuple(good, arbitraryJson, fc.nat(), fc.constantFrom('replace', 'add', 'drop'))
    .map(([input, value, at, how]) => {
      if (typeof input !== 'object' || input === null) return value;
      const entries = Object.entries(input);
      const place = entries.length === 0 ? 0 : at % entries.length;
      if (how === 'add' || entries.length === 0) return { ...input, more: value };
      if (how === 'drop') return Object.fromEntries(entries.filter((_, index) => index !== place));
      return Object.fromEntries(entries.map(([key, old], index) => [key, index === place ? value : old]));
    });
  return fc.oneof(
    { arbitrary: good, weight: 3 },
    { arbitrary: spoilt, weight: 4 },
    { arbitrary: arbitraryJson, weight: 1 },
  );
}
