/** Languages whose names of months are read in names of files and folders. */
const LOCALES =
  'en de de-AT fr es it pt nl sv da nb fi pl cs sk hu ro tr ru uk el ca bg sl lt lv et is id'.split(' ');
/** Those whose short names are read too: in others they are ordinary words ("set", "pro"). */
const SHORT = new Set(['en', 'de', 'fr']);
/** Short names that programs or people write and the tables of the languages do not have. */
const FURTHER = [
  ['mrz', 3],
  ['juill', 7],
  ['sept', 9],
] as const;
/** A shorter name is too often another word. */
const SHORTEST = 3;

let names: ReadonlyMap<string, number> | null = null;

/** Names of the months (1 to 12), lower case, without a point at the end. Made on the first call, which takes 70 ms. */
export function monthNames(): ReadonlyMap<string, number> {
  names ??= collectNames();
  return names;
}

/** A name of a month as a key of `monthNames`. */
export function plainMonth(name: string): string {
  return name.normalize('NFC').toLowerCase().replace(/\.$/u, '');
}

function collectNames(): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const ambiguous = new Set<string>();
  for (const locale of LOCALES)
    for (const format of formatsOf(locale))
      for (let month = 1; month <= 12; month++) {
        const name = nameIn(format, month);
        if (name.length < SHORTEST) continue;
        // The same name is another month in another language ("listopad").
        if ((found.get(name) ?? month) !== month) ambiguous.add(name);
        found.set(name, month);
      }
  for (const name of ambiguous) found.delete(name);
  for (const [name, month] of FURTHER) found.set(name, month);
  return found;
}

const formatsOf = (locale: string): Intl.DateTimeFormat[] =>
  (SHORT.has(locale) ? (['long', 'short'] as const) : (['long'] as const)).flatMap((month) => [
    new Intl.DateTimeFormat(locale, { month, timeZone: 'UTC' }),
    // In a date the name may have another form: "июль", "12 июля".
    new Intl.DateTimeFormat(locale, { month, day: 'numeric', timeZone: 'UTC' }),
  ]);

function nameIn(format: Intl.DateTimeFormat, month: number): string {
  const parts = format.formatToParts(Date.UTC(2019, month - 1, 15));
  const name = parts.find(({ type }) => type === 'month')?.value ?? '';
  return /\d/u.test(name) ? '' : plainMonth(name);
}
