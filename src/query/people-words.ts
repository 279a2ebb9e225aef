import { fold } from '../domain/fold.ts';
import {
  type Interpretation,
  MOST_FACES_COUNTED,
  PEOPLE_KINDS,
  type PeopleFilter,
  type PeopleKind,
} from '../domain/query.ts';

/** The words for what faces make of a photo, in both languages; lower case. */
export const PEOPLE_WORDS = {
  group: [
    'group photo',
    'group photos',
    'group picture',
    'group pictures',
    'group shot',
    'group shots',
    'group portrait',
    'group portraits',
    '合影',
    '合照',
    '集体照',
    '大合照',
  ],
  portrait: [
    'portrait',
    'portraits',
    'headshot',
    'headshots',
    'head shot',
    '人像',
    '肖像',
    '人物照',
    '人像照',
    '肖像照',
    '大头照',
  ],
  selfie: ['selfie', 'selfies', '自拍', '自拍照'],
} as const satisfies Record<PeopleKind, readonly string[]>;

/** The label of everybody, and its English name. */
export const PEOPLE = 'people';

/** The words for a photo without people. "No people" and 没有人 are the word "people", negated. */
export const NOBODY_WORDS = ['nobody', 'noone', '没人', '空无一人'] as const;

/** The same in other languages; beside a "not" they mean people, see `nobodyUnderNot`. */
export const FOREIGN_NOBODY_WORDS = [
  'niemand',
  'niemanden',
  'nadie',
  'nessuno',
  'ninguém',
  'никто',
  'никого',
  'nikt',
  'nikogo',
  'nikdo',
  'nikoho',
] as const;

/** Words for anybody, which mean people under a "not". */
const ANYBODY_WORDS = [
  'anyone',
  'anybody',
  'jemand',
  'jemanden',
  'alguien',
  'qualcuno',
  'alguém',
  'iemand',
  'quelqu’un',
  'face',
  'faces',
  'Gesicht',
  'Gesichter',
  'visage',
  'visages',
  'rostros',
  'volti',
  'gezichten',
] as const;

/** The Chinese words for two people; English ones are two words ("two people"), see `withCountedPeople`. */
export const TWO_PEOPLE_WORDS = ['两个人', '两人', '双人照'] as const;

/** Faces from which on they are evidence for a label. */
const FACES_OF_LABELS: ReadonlyMap<string, number> = new Map([
  ['people', 1],
  ['crowd', 10],
]);

/** The form in which these words are compared. */
function keyOf(text: string): string {
  return fold(text)
    .replace(/[\s-]+/gu, ' ')
    .trim();
}

const NOBODY: PeopleFilter = { field: 'people', from: 0, to: 0 };
const TWO_PEOPLE: PeopleFilter = { field: 'people', from: 2, to: 2 };
const FILTERS: ReadonlyMap<string, PeopleFilter> = new Map<string, PeopleFilter>([
  ...PEOPLE_KINDS.flatMap((kind) =>
    [kind, ...PEOPLE_WORDS[kind]].map((word) => [word, { field: 'people', kind }] as const),
  ),
  ...[...NOBODY_WORDS, ...FOREIGN_NOBODY_WORDS].map((word) => [keyOf(word), NOBODY] as const),
  ...TWO_PEOPLE_WORDS.map((word) => [word, TWO_PEOPLE] as const),
]);
/** "Group" alone is a value of the field, but no bare word for a photo. */
const BARE = new Set<string>(
  [...Object.values(PEOPLE_WORDS).flat(), ...NOBODY_WORDS, ...FOREIGN_NOBODY_WORDS, ...TWO_PEOPLE_WORDS].map(
    (word) => keyOf(word),
  ),
);

const PEOPLE_UNDER_NOT: ReadonlySet<string> = new Set([...FOREIGN_NOBODY_WORDS, ...ANYBODY_WORDS].map(keyOf));

/** Whether a word means people under a "not": "anybody", and "nobody" in languages that negate twice. */
export const isPeopleUnderNot = (text: string): boolean => PEOPLE_UNDER_NOT.has(keyOf(text));

/** What a bare word means by the faces in a photo, as a list; null if it is no such word. */
export function peopleOfWord(text: string): readonly PeopleFilter[] | null {
  const key = keyOf(text);
  const filter = BARE.has(key) ? FILTERS.get(key) : undefined;
  return filter === undefined ? null : [filter];
}

/** How many faces are evidence for these labels. */
export const peopleOfLabels = (labels: readonly string[]): PeopleFilter[] =>
  labels.flatMap((label): PeopleFilter[] => {
    const from = FACES_OF_LABELS.get(label);
    return from === undefined ? [] : [{ field: 'people', from, to: MOST_FACES_COUNTED }];
  });

/** Whether a word means that nobody is there. */
export const isNobody = (text: string): boolean => FILTERS.get(keyOf(text)) === NOBODY;

const CHINESE = [...BARE].filter((word) => /\p{Script=Han}/u.test(word)).sort((a, b) => b.length - a.length);

/** Length in UTF-16 units of the longest such Chinese word at an offset; 0 if there is none. */
export const peopleWordAt = (text: string, at: number): number =>
  CHINESE.find((word) => text.startsWith(word, at))?.length ?? 0;

/** Whether an interpretation is by the faces in a photo. */
export const isPeopleFilter = (
  interpretation: Interpretation,
): interpretation is Extract<Interpretation, { as: 'filter' }> & { readonly filter: PeopleFilter } =>
  interpretation.as === 'filter' && interpretation.filter.field === 'people';

/** `2`, `2-5`, `2..5`, `3+`, `>=3`, `<3`, `group`, 合影; null for anything else. */
export function readPeople(value: string): PeopleFilter | null {
  const named = FILTERS.get(keyOf(value));
  if (named !== undefined) return named;
  const match =
    /^(?<sign>>=|<=|>|<|=)?(?<first>\d{1,3})(?:(?<plus>\+)|(?:-|–|\.\.)(?<last>\d{1,3}))?(?:个?人)?$/u.exec(
      value.normalize('NFKC'),
    )?.groups;
  if (match === undefined) return null;
  const { sign, first, plus, last } = match;
  const range = rangeOf(Number(first), last === undefined ? null : Number(last), plus ?? sign ?? '=');
  return { field: 'people', ...range };
}

function rangeOf(first: number, last: number | null, sign: string): { from: number; to: number } {
  const most = MOST_FACES_COUNTED;
  if (last !== null) return { from: Math.min(first, last), to: Math.min(most, Math.max(first, last)) };
  if (sign === '+' || sign === '>=') return { from: first, to: most };
  if (sign === '>') return { from: first + 1, to: most };
  if (sign === '<=') return { from: 0, to: first };
  if (sign === '<') return { from: 0, to: first - 1 };
  return { from: first, to: first };
}

/** The value of the field that asks for just this. */
export function peopleValue(filter: PeopleFilter): string {
  if ('kind' in filter) return filter.kind;
  const { from, to } = filter;
  if (to === MOST_FACES_COUNTED) return `${from}+`;
  return from === to ? `${from}` : `${from}-${to}`;
}
