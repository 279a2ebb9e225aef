import { writeFileSync } from 'node:fs';
import { allPlaces } from '../src/knowledge/places/gazetteer.ts';
import { nameKey } from '../src/knowledge/places/name-key.ts';
import { COUNTRY_NAME_LOCALES } from './country-name-locales.ts';

const OUT = 'src/knowledge/places/data/country-names.tsv';
/** npm run build:country-names: writes the names of countries that Unicode CLDR has, as in the Node that runs it. */
const names = COUNTRY_NAME_LOCALES.map((locale) => new Intl.DisplayNames(locale, { type: 'region' }));
const rows = new Map<string, string>();
for (const { key } of allPlaces()) {
  if (!key.startsWith('country:')) break;
  const code = key.slice('country:'.length);
  for (const name of names) rows.set(nameKey(name.of(code) ?? ''), code);
}
const lines = [...rows].filter(([name]) => name !== '').sort(([a], [b]) => (a < b ? -1 : 1));
writeFileSync(OUT, `${lines.map((row) => row.join('\t')).join('\n')}\n`);
console.log(`${lines.length} names in ${OUT}`);
