/**
 * npm run bench:search: how long searches take, how much memory the host needs, how many bytes the library, for
 * made libraries (synthetic-library.ts). Beside it in the same run, the ways that come to mind first
 * (naive-search.ts). No two of a round's texts are the same, so that no answer was remembered.
 *
 *   --dimensions N,N   instead: how long a phrase takes beside the embeddings of an added pack of so many numbers
 *   --text         every photo has a page of text in it, and words of it are looked for, too
 *   --photos N,N   sizes of the libraries (100000,1000000)
 *   --rounds N     how often each text is asked (10); a third as often in the naive ways
 */
import { statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { openPhrases } from '../../src/search/text-embedding/open-phrases.ts';
import { MODELS } from '../support/paths.ts';
import { withText } from './add-text.ts';
import { NaiveSearch } from './naive-search.ts';
import { openSearchHost } from './open-search-host.ts';
import { measureDimensions } from './pack-dimensions.ts';
import type { HostQuestion } from './search-host.ts';
import { syntheticLibrary } from './synthetic-library.ts';

const { values } = parseArgs({
  options: {
    photos: { type: 'string', default: '100000,1000000' },
    rounds: { type: 'string', default: '10' },
    dimensions: { type: 'string' },
    text: { type: 'boolean', default: false },
  },
});

const PAGE = 400;
const FAR = 50 * PAGE;
const HOST_MB = 600;
const BYTES_A_PHOTO = 1000;

interface Kind {
  readonly name: string;
  /** The same in every round, or others in each, where what a person types is mostly new. */
  readonly texts: readonly string[] | ((round: number) => readonly string[]);
  /** p95 at a million photos, milliseconds. */
  readonly goal?: number;
  readonly offset?: number;
  readonly suggest?: true;
  /** The same in naive ways, by their name. */
  readonly naive?: Readonly<Record<string, (text: string, naive: NaiveSearch) => unknown>>;
}

const textsOf = ({ texts }: Kind, round: number): readonly string[] =>
  typeof texts === 'function' ? texts(round) : texts;

const COLOURS = 'red blue green yellow white black brown pink grey orange'.split(' ');
const THINGS = 'car dog boat bicycle flower cat bird house horse bus kid tree'.split(' ');
const SCENES = 'beach snow street grass water mountain city garden forest field sunset'.split(' ');
const EACH_ROUND = 5;
const pick = (list: readonly string[], at: number): string => list[at % list.length] ?? '';

/** Texts of words that stand together for the first time in each round: their phrase is not remembered. */
const newTexts =
  (textOf: (colour: string, thing: string, scene: string) => string) =>
  (round: number): readonly string[] =>
    Array.from({ length: EACH_ROUND }, (_, at) => {
      const n = (round + 1) * EACH_ROUND + at;
      return textOf(pick(COLOURS, n), pick(THINGS, n), pick(SCENES, n));
    });

const phrases = openPhrases(MODELS);

/** "dog beach -people 2019" as the naive ways take it. */
function parts(text: string): [words: string[], not: string[], year: string] {
  const all = text.split(' ');
  return [
    all.filter((word) => /^[a-z]/u.test(word)),
    all.filter((word) => word.startsWith('-')).map((word) => word.slice(1)),
    all.find((word) => /^\d{4}$/u.test(word)) ?? '',
  ];
}
const WORDS_NAIVELY: Kind['naive'] = {
  FTS5: (text, naive) => naive.fts(...parts(text)),
  LIKE: (text, naive) => naive.like(...parts(text)),
};
const photoOf = (text: string): number => Number(text.split(':')[1]);

const kinds = (photos: number): readonly Kind[] => [
  {
    name: 'one word',
    texts: 'dog beach mountain cat flower car food snow bird boat lighthouse zebra'.split(' '),
    goal: 50,
    naive: WORDS_NAIVELY,
  },
  { name: 'a broad word', texts: ['animal', 'person', 'vehicle'], goal: 50, naive: WORDS_NAIVELY },
  {
    name: 'words, NOT and date',
    texts: ['dog beach -person 2019', 'cat flower -snow 2018', 'boat water -bird 2012'],
    goal: 50,
    naive: WORDS_NAIVELY,
  },
  {
    name: 'three everyday words',
    texts: newTexts((colour, thing, scene) => `${colour} ${thing} ${scene}`),
    goal: 100,
  },
  {
    name: 'everyday words, negated',
    texts: newTexts((_colour, thing, scene) => `${thing} ${scene} without people`),
    goal: 100,
  },
  { name: 'a colour alone', texts: ['red', 'blue', 'green', 'white'] },
  { name: 'an own word', texts: ['holidays', 'birthday', 'market', 'visit'] },
  { name: 'page 50 of a word', texts: ['animal', 'person', 'vehicle'], offset: FAR },
  { name: 'everything, newest first', texts: [''] },
  { name: 'a place', texts: ['in:Paris', 'in:Germany'] },
  { name: 'a file name', texts: ['DSC_01', 'IMG_2014'] },
  { name: 'suggestions', texts: ['d', 'do', 'be', 'snow', 'par', 'nik'], suggest: true },
  {
    name: 'more like this',
    texts: [0.1, 0.3, 0.5, 0.7, 0.9].map((part) => `similar:${1 + Math.floor(part * photos)}`),
    goal: 150,
    naive: { 'float32 cosine': (text, naive) => naive.similar(photoOf(text)) },
  },
  {
    name: 'a phrase',
    texts: [
      'a child playing in the water',
      'people sitting around a table',
      'a dog running on the grass',
      'boats lying in a small harbour',
    ],
    goal: 400,
    naive: { 'loop over int8': async (text, naive) => naive.phrase(await phrases.vector(text)) },
  },
];

/** Words in the text of photos: rare, frequent, a part of a word, several in a row, Chinese. */
const TEXT_KINDS: readonly Kind[] = [
  { name: 'a rare word in photos', texts: ['unique500', 'unique1000', 'unique1500'], goal: 50 },
  { name: 'a frequent word in photos', texts: ['text:arrivals', 'text:cev', 'text:hix'], goal: 50 },
  { name: 'a part of a word in photos', texts: ['text:niq', 'text:rriva'], goal: 50 },
  {
    name: 'words in a row in photos',
    texts: ['text:"unique500 arrivals"', '"unique1500 arrivals"'],
    goal: 50,
  },
  { name: 'Chinese in photos', texts: ['海滩入口', 'text:请勿游泳'], goal: 50 },
];

const quantile = (times: readonly number[], part: number): number =>
  times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * part))] ?? Number.NaN;
const mb = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;
const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
const reached = (value: number, goal: number): string =>
  `${value < goal ? 'reached' : 'NOT reached'} (${goal})`;

async function measure(photos: number, rounds: number): Promise<void> {
  const made = await syntheticLibrary(photos);
  const library = values.text ? withText(made, photos) : made;
  const bytes = statSync(library).size / photos;
  const host = await openSearchHost(library);
  const question = ({ suggest, offset = 0 }: Kind, text: string): HostQuestion =>
    suggest
      ? { call: 'search.suggest', input: { typed: text, field: null, language: 'en' } }
      : { call: 'search.run', input: { text, offset, limit: PAGE } };

  const load = await host.ask(question({ name: '', texts: [] }, ''));
  const all = [...kinds(photos), ...(values.text ? TEXT_KINDS : [])];
  const first = new Map<string, number>();
  for (const kind of all)
    for (const text of textsOf(kind, -1)) {
      const { ms } = await host.ask(question(kind, text));
      if (!first.has(kind.name)) first.set(kind.name, ms);
    }
  const naive = new NaiveSearch(library);
  const times = new Map<string, number[]>();
  const note = (name: string, ms: number): void => void times.set(name, [...(times.get(name) ?? []), ms]);
  let last = load;
  for (let round = 0; round < rounds; round++)
    for (const kind of all)
      for (const text of textsOf(kind, round)) {
        // The far page of a search that was just made, as when a person drags the scroll bar.
        if (kind.offset !== undefined) await host.ask(question({ ...kind, offset: 0 }, text));
        last = await host.ask(question(kind, text));
        note(kind.name, last.ms);
        note(`${kind.name}, CPU`, last.cpu);
        if (round % 3 === 0)
          for (const [way, run] of Object.entries(kind.naive ?? {})) {
            // The embedding of a phrase is not what is compared.
            if (kind.name === 'a phrase') await phrases.vector(text);
            const start = performance.now();
            await run(text, naive);
            note(`${kind.name}, ${way}`, performance.now() - start);
          }
      }
  host.close();
  naive.close();

  console.log(`\n${photos} photos, each text ${rounds} times`);
  console.table(
    Object.fromEntries(
      all.flatMap(({ name, goal, naive: ways }) => {
        const own = times.get(name) ?? [];
        const row = {
          'p50 ms': quantile(own, 0.5).toFixed(1),
          'p95 ms': quantile(own, 0.95).toFixed(1),
          'CPU p95 ms': quantile(times.get(`${name}, CPU`) ?? [], 0.95).toFixed(1),
          'first ms': first.get(name)?.toFixed(0),
          'p95 goal': goal === undefined ? '' : reached(quantile(own, 0.95), goal),
        };
        const others = Object.keys(ways ?? {}).map((way) => {
          const its = times.get(`${name}, ${way}`) ?? [];
          return [
            `   ${way}`,
            {
              'p50 ms': quantile(its, 0.5).toFixed(1),
              'p95 ms': quantile(its, 0.95).toFixed(1),
              'times as long': (quantile(its, 0.5) / quantile(own, 0.5)).toFixed(1),
            },
          ] as const;
        });
        // The same way stands below several kinds.
        return [[name, row] as const, ...others.map(([way, its]) => [`${way}: ${name}`, its] as const)];
      }),
    ),
  );
  console.log(
    `library ${Math.round(bytes)} bytes a photo without thumbnails: ${reached(bytes, BYTES_A_PHOTO)}`,
    `\nhost ${mb(load.memory.resident)} after loading in ${seconds(load.ms)}, ${mb(last.memory.resident)} after all, at most ${mb(last.memory.largest)}: ${reached(last.memory.resident / 1e6, HOST_MB)}`,
  );
}

const dimensions = values.dimensions?.split(',').map(Number);
for (const photos of values.photos.split(','))
  if (dimensions === undefined) await measure(Number(photos), Number(values.rounds));
  else measureDimensions(Number(photos), dimensions, Number(values.rounds));
await phrases.close();
