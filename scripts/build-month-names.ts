import { writeFileSync } from 'node:fs';

const OUT = 'src/knowledge/dates/data/month-names.tsv';
/** Languages with names of months of their own; where two have one name for two months, the first one's is meant. */
const LOCALES =
  'en de de-AT fr es it pt nl sv da nb fi pl cs sk hu ro tr ru uk el ca bg sl lt lv et is id hr sr sr-Latn bs mk be ar ar-LB he hi bn th eu gl ga cy sq ka hy az kk'.split(
    ' ',
  );
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

const formatsOf = (locale: string): Intl.DateTimeFormat[] =>
  (SHORT.has(locale) ? (['long', 'short'] as const) : (['long'] as const)).flatMap((month) => [
    new Intl.DateTimeFormat(locale, { month, calendar: 'gregory', timeZone: 'UTC' }),
    // In a date the name may have another form: "июль", "12 июля".
    new Intl.DateTimeFormat(locale, { month, day: 'numeric', calendar: 'gregory', timeZone: 'UTC' }),
  ]);

function nameIn(format: Intl.DateTimeFormat, month: number): string {
  const parts = format.formatToParts(Date.UTC(2019, month - 1, 15));
  const name = parts.find(({ type }) => type === 'month')?.value ?? '';
  return /\p{N}/u.test(name) ? '' : name.normalize('NFC').toLowerCase().replace(/\.$/u, '');
}

/** npm run build:month-names: writes the names of the months that Unicode CLDR has, as in the Node that runs it. */
const names = new Map<string, number>(FURTHER);
for (const locale of LOCALES)
  for (const format of formatsOf(locale))
    for (let month = 1; month <= 12; month++) {
      const name = nameIn(format, month);
      if (name.length >= SHORTEST && !names.has(name)) names.set(name, month);
    }
const rows = [...names].map(([name, month]) => `${name}\t${month}`).sort();
writeFileSync(OUT, `${rows.join('\n')}\n`);
console.log(`${rows.length} names of months`);
