import { writeFileSync } from 'node:fs';
import { allPlaces } from '../src/knowledge/places/gazetteer.ts';
import { nameKey } from '../src/knowledge/places/name-key.ts';

const OUT = 'src/knowledge/places/data/country-names.tsv';
/** Languages whose names of countries are known beside those of the gazetteer. */
const LOCALES =
  'de fr es it pt nl sv da nb fi pl cs sk hu ro tr ru uk el ca bg sl hr lt lv et is id vi th ko ja zh-Hant ar he hi'.split(
    ' ',
  );

/** npm run build:country-names: writes the names of countries that Unicode CLDR has, as in the Node that runs it. */
const names = LOCALES.map((locale) => new Intl.DisplayNames(locale, { type: 'region' }));
const rows = new Map<string, string>();
for (const { key } of allPlaces()) {
  if (!key.startsWith('country:')) break;
  const code = key.slice('country:'.length);
  for (const name of names) rows.set(nameKey(name.of(code) ?? ''), code);
}
const lines = [...rows].filter(([name]) => name !== '').sort(([a], [b]) => (a < b ? -1 : 1));
writeFileSync(OUT, `${lines.map((row) => row.join('\t')).join('\n')}\n`);
console.log(`${lines.length} names in ${OUT}`);
