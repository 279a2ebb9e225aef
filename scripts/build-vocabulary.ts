import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { type Label, NEVER } from '../src/domain/label.ts';
import type { VocabularyData } from '../src/knowledge/labels/vocabulary.ts';
import { wordKey } from '../src/knowledge/labels/word-key.ts';

/** The model's label files and the hand-written tables, relative to the project. */
const MODEL = 'models/photo';
const DATA = 'src/knowledge/labels/data';

interface Thresholds {
  readonly likely: number;
  readonly possible: number;
}
/** Thresholds of labels without measured ones, from the model card; sums over many classes need higher ones. */
const DEFAULT_THRESHOLDS: Thresholds = { likely: 0.3, possible: 0.05 };
const MANY_CLASSES = 50;
const CUTS_OF_MANY: Thresholds = { likely: 0.5, possible: 0.15 };
/**
 * Factor by which the odds of a score may be below those of the `possible` threshold for the photo to be kept. Measured
 * on 2,142 photos with 45 words: 8 gives an average precision of 0.917 (0.921 if every photo is kept) with 21.8 labels
 * per photo; 2 gives 0.905 with 18.7; no bound gives 0.921 with 24.7, most of them hats and parks.
 */
const BELOW_POSSIBLE = 8;

/** The tables, each a file NAME.tsv with these columns. The head of each file describes the columns. */
const COLUMNS = {
  classes: ['class', 'id', 'en', 'words', 'zh', 'zh words', 'thresholds', 'broader'],
  concepts: ['concept', 'id', 'en', 'words', 'zh', 'zh words', 'kinds', 'broader', 'use', 'thresholds'],
  broader: ['id', 'en', 'words', 'zh', 'zh words', 'members', 'thresholds', 'broader'],
  shared: ['word', 'labels'],
  narrower: ['word', 'labels'],
  hidden: ['label', 'because'],
  spelling: ['other', 'compared as'],
  plurals: ['plural', 'singular'],
} as const;
export type TableName = keyof typeof COLUMNS;
export type Tables = Readonly<Record<TableName, string>>;

export interface ModelLabels {
  readonly imagenet: readonly { readonly id: string; readonly name: string }[];
  readonly concepts: readonly (Thresholds & {
    readonly name: string;
    readonly synsets: readonly string[];
    readonly use: 'concept' | 'either';
  })[];
}

/**
 * Thresholds measured on everyday photos, by label: everyday-thresholds.json of the model. null: no threshold is good
 * enough.
 */
export interface EverydayThresholds {
  readonly labels: Readonly<
    Record<string, { readonly likely_new: number | null; readonly possible_new: number | null }>
  >;
}

/** The part of WordNet above the classes: the ids directly above each id. */
export type WordNet = Readonly<Record<string, { readonly broader: readonly string[] }>>;

type Row = Readonly<Record<string, string>>;
type Complain = (sentence: string) => void;
type WordLabels = Readonly<Record<string, readonly string[]>>;
/** Contents of the model's files. */
interface Measured {
  readonly model: ModelLabels;
  readonly wordnet: WordNet;
  readonly everyday: EverydayThresholds;
}
const USES = ['concept', 'tree', 'either'] as const satisfies readonly Label['use'][];
const isUse = (text: string | undefined): text is Label['use'] => USES.some((use) => use === text);
/** An unfinished label, and what determines its place in the hierarchy. */
type Draft = Omit<Label, 'broader' | 'classes'> & {
  readonly classes: Set<number>;
  /** Ids of broader labels in the tables. */
  readonly namedBroader: readonly string[];
  /** Among labels with the same classes the higher rank is broader: class (0), broader word (1), concept (2). */
  readonly rank: 0 | 1 | 2;
  /** Its classes are kinds of it, not signs: a tabby is a kind of cat; a shower curtain is a sign of a bathroom. */
  readonly kinds: boolean;
};

/**
 * Builds the vocabulary from its tables, and reports all problems at once.
 * @returns the text of vocabulary.json, or the problems as sentences
 */
export function buildVocabulary(
  tables: Tables,
  model: ModelLabels,
  wordnet: WordNet,
  everyday: EverydayThresholds,
): { readonly text: string } | { readonly problems: readonly string[] } {
  const problems: string[] = [];
  const complain: Complain = (sentence) => problems.push(sentence);
  const rows = (name: TableName): Row[] => readTable(name, tables[name], complain);
  const drafts = makeDrafts(rows, { model, wordnet, everyday }, complain);
  const broader = relate(drafts, complain);
  const pairs = (name: 'spelling' | 'plurals'): Record<string, string> => {
    const [from, to] = COLUMNS[name];
    return Object.fromEntries(rows(name).map((row) => [row[from] ?? '', row[to] ?? '']));
  };
  const spelling = pairs('spelling');
  const plurals = pairs('plurals');
  const labelsOf = (name: 'shared' | 'narrower'): WordLabels =>
    Object.fromEntries(rows(name).map((row) => [row['word'] ?? '', list(row['labels'])]));
  const shared = labelsOf('shared');
  const narrower = labelsOf('narrower');
  checkWords(drafts, { shared, narrower }, new Map(Object.entries(spelling)), complain);
  if (problems.length > 0) return { problems };
  const labels = drafts.map(
    ({ namedBroader: _said, rank: _rank, kinds: _kinds, classes, ...rest }): Label => ({
      ...rest,
      classes: [...classes].sort((a, b) => a - b),
      broader: broader.get(rest.id) ?? [],
    }),
  );
  return { text: print({ labels, shared, narrower, spelling, plurals }) };
}

/** Rows of a table by column. Lines that begin with # are comments; the first other line is the header. */
function readTable(name: TableName, text: string, complain: Complain): Row[] {
  const columns = COLUMNS[name];
  const [header, ...lines] = text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));
  if (header !== columns.join('\t')) complain(`${name}.tsv must have the columns ${columns.join(', ')}.`);
  const seen = new Set<string>();
  return lines.map((line) => {
    const values = line.split('\t').map((value) => value.trim());
    const [key = ''] = values;
    if (values.length > columns.length) complain(`${name}.tsv has too many columns in the row "${key}".`);
    if (seen.has(key)) complain(`${name}.tsv has two rows for "${key}".`);
    seen.add(key);
    return Object.fromEntries(columns.map((column, at) => [column, values[at] ?? '']));
  });
}

const list = (text: string | undefined): string[] => (text ?? '').split(' ').filter((part) => part !== '');

/** The search words of a name: "Crane (bird)" is found by "crane" and the further words. */
function wordsOf(name: string, further: string | undefined): string[] {
  const bare = name.replace(/\s*[(（].*[)）]$/u, '').toLowerCase();
  return [bare, ...(further ?? '').split('|')].map((word) => word.trim()).filter((word) => word !== '');
}

function makeDrafts(
  rows: (name: TableName) => Row[],
  { model, wordnet, everyday }: Measured,
  complain: Complain,
): Draft[] {
  const indexOfClass = new Map(model.imagenet.map(({ id }, index) => [id, index]));
  const classesBelow = sumUp(indexOfClass, wordnet);
  const drafts = new Map<string, Draft>();
  const hidden = new Set(rows('hidden').map((row) => row['label'] ?? ''));
  const add = (
    row: Row,
    rest: Pick<Draft, 'concept' | 'classes' | 'use' | 'rank' | 'kinds'>,
    thresholds: Thresholds,
  ): void => {
    const { id } = row;
    const draft = {
      ...readRow(row, complain),
      ...thresholdsOf(row, thresholds, everyday.labels[id ?? ''], complain),
      ...rest,
      shown: !hidden.delete(id ?? ''),
    };
    if (drafts.has(draft.id)) complain(`Two labels have the id "${draft.id}".`);
    drafts.set(draft.id, draft);
  };
  /** Adds the classes below WordNet ids and labels, and removes those of members that begin with "-". */
  const collect = (members: readonly string[], of: string): Set<number> => {
    const below = (id: string): Set<number> => {
      const found = classesBelow.get(id) ?? drafts.get(id)?.classes;
      if (found === undefined)
        complain(`"${of}" names "${id}", which is neither a label above it nor in WordNet over a class.`);
      return found ?? new Set();
    };
    const into = new Set<number>();
    for (const id of members) if (!id.startsWith('-')) for (const index of below(id)) into.add(index);
    for (const id of members)
      if (id.startsWith('-')) for (const index of below(id.slice(1))) into.delete(index);
    return into;
  };

  const classRows = new Map(rows('classes').map((row) => [row['class'] ?? '', row]));
  for (const id of classRows.keys()) if (!indexOfClass.has(id)) complain(`The model has no class "${id}".`);
  const sameAs: string[] = [];
  for (const { id, name } of model.imagenet) {
    const row = classRows.get(id);
    if (row === undefined) complain(`The class ${id} (${name}) has no row.`);
    else if (row['id']?.startsWith('=')) sameAs.push(row['id'].slice(1));
    else {
      const classes = new Set([indexOfClass.get(id) ?? 0]);
      add(row, { concept: null, classes, use: 'tree', rank: 0, kinds: false }, DEFAULT_THRESHOLDS);
    }
  }

  const conceptRows = new Map(rows('concepts').map((row) => [row['concept'] ?? '', row]));
  for (const name of conceptRows.keys())
    if (!model.concepts.some((concept) => concept.name === name))
      complain(`The model has no concept "${name}".`);
  model.concepts.forEach(({ name, synsets, use, likely, possible }, concept) => {
    const row = conceptRows.get(name);
    if (row === undefined) {
      complain(`The concept "${name}" is not reached: it has no row.`);
      return;
    }
    const further = list(row['kinds']);
    const classes = collect([...synsets, ...further.filter((member) => member !== 'all')], name);
    const used = isUse(row['use']) ? row['use'] : use;
    if (row['use'] !== '' && !isUse(row['use']))
      complain(`The use "${row['use']}" of "${name}" is none of ${USES.join(', ')}.`);
    add(row, { concept, classes, use: used, rank: 2, kinds: further.length > 0 }, { likely, possible });
  });
  for (const id of sameAs)
    if (typeof drafts.get(id)?.concept !== 'number')
      complain(`A class means the same as "${id}", which is no concept.`);

  // In table order, because a row may refer to earlier rows.
  for (const row of rows('broader')) {
    const classes = collect(list(row['members']), row['id'] ?? '');
    if (classes.size === 0) complain(`"${row['id']}" has no class below it.`);
    const thresholds = classes.size > MANY_CLASSES ? CUTS_OF_MANY : DEFAULT_THRESHOLDS;
    add(row, { concept: null, classes, use: 'tree', rank: 1, kinds: true }, thresholds);
  }
  for (const id of hidden) complain(`hidden.tsv names "${id}", which is no label.`);
  for (const id of Object.keys(everyday.labels))
    if (!drafts.has(id)) complain(`There are everyday thresholds for "${id}", which is no label.`);
  return [...drafts.values()];
}

/** The columns that all three tables of labels share. */
function readRow(row: Row, complain: Complain): Pick<Draft, 'id' | 'name' | 'words' | 'namedBroader'> {
  const { id = '', en = '', zh = '' } = row;
  const called = `"${id}"${row['class'] === undefined ? '' : ` (${row['class']})`}`;
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/u.test(id))
    complain(`${called} is no slug of lower-case letters, digits and hyphens.`);
  if (en === '') complain(`${called} has no English name.`);
  if (!/\p{Script=Han}/u.test(zh)) complain(`${called} has no Chinese name.`);
  const words = { en: wordsOf(en, row['words']), zh: wordsOf(zh, row['zh words']) };
  for (const word of [...words.en, ...words.zh])
    if (word !== word.toLowerCase()) complain(`The word "${word}" of ${called} is not in lower case.`);
  return { id, name: { en, zh }, words, namedBroader: list(row['broader']) };
}

/**
 * The thresholds of a label: from its table, else measured on everyday photos, else from the model card. If the table
 * differs from the measured value, it states the reason after a space.
 */
function thresholdsOf(
  { id = '', thresholds = '' }: Row,
  otherwise: Thresholds,
  measured: EverydayThresholds['labels'][string] | undefined,
  complain: Complain,
): Pick<Label, 'likely' | 'possible' | 'rankedFrom'> {
  const [written = '', because] = thresholds.split(/ (.*)/su);
  if (thresholds !== '' && measured !== undefined && because === undefined)
    complain(`"${id}" has everyday thresholds; its table must say why it has others.`);
  const [likely = Number.NaN, possible = Number.NaN] =
    thresholds !== ''
      ? written.split('/').map((part) => (part === 'never' ? NEVER : Number(part)))
      : measured !== undefined
        ? [measured.likely_new ?? NEVER, measured.possible_new ?? NEVER]
        : [otherwise.likely, otherwise.possible];
  const inOrder = possible < likely || possible === NEVER;
  if (!(possible > 0 && inOrder && [likely, possible].every((one) => one < 1 || one === NEVER)))
    complain(`"${id}" has cuts that are not likely/possible: "${thresholds}".`);
  return { likely, possible, rankedFrom: rankedFrom(likely, possible, otherwise.possible) };
}

/**
 * Minimum score at which a photo is kept with a label: the `possible` threshold of the model card if it is lower than
 * the label's own, but by no more than BELOW_POSSIBLE; without this bound if nothing is likely, because then only the
 * order matters.
 */
function rankedFrom(likely: number, possible: number, card: number): number {
  if (likely === NEVER) return card;
  const odds = possible / (1 - possible) / BELOW_POSSIBLE;
  return Math.min(possible, Math.max(card, Number((odds / (1 + odds)).toPrecision(3))));
}

/** The classes at or below each WordNet id. */
function sumUp(indexOfClass: ReadonlyMap<string, number>, wordnet: WordNet): Map<string, Set<number>> {
  const below = new Map<string, Set<number>>();
  for (const [id, index] of indexOfClass) {
    const reached = new Set([id]);
    for (const at of reached) {
      for (const up of wordnet[at]?.broader ?? []) reached.add(up);
      below.set(at, (below.get(at) ?? new Set()).add(index));
    }
  }
  return below;
}

/**
 * The ids directly broader than each label: those in the tables, and the labels of kinds whose classes include all of
 * its own. A hound is a dog because every hound class is a dog class, whatever WordNet has in between.
 */
function relate(labels: readonly Draft[], complain: Complain): Map<string, string[]> {
  const known = new Set(labels.map(({ id }) => id));
  const wide = labels.filter(({ kinds, classes }) => kinds && classes.size > 0);
  const above = new Map<string, Set<string>>();
  for (const { id, namedBroader, classes, rank, kinds } of labels) {
    const found = new Set<string>();
    for (const up of namedBroader)
      if (!known.has(up.replace(/^-/u, '')))
        complain(`"${id}" is said to be a kind of "${up}", which is no label.`);
      else if (!up.startsWith('-')) found.add(up);
    // Signs of a thing do not define what the thing is.
    for (const other of classes.size > 0 && (rank < 2 || kinds) ? wide : []) {
      if (other.id === id || !classes.isSubsetOf(other.classes)) continue;
      if (other.classes.size > classes.size || other.rank > rank) found.add(other.id);
      else if (other.rank === rank && other.id > id && !namedBroader.includes(`-${other.id}`))
        complain(`"${id}" and "${other.id}" have the same classes: make them one label.`);
    }
    above.set(id, found);
  }
  // "-container" of a wheeled vehicle: a relation of WordNet, also for all its kinds, that is not everyday usage.
  const denied = new Map(
    labels.map(({ id, namedBroader }) => [
      id,
      namedBroader.filter((up) => up.startsWith('-')).map((up) => up.slice(1)),
    ]),
  );
  for (const [id, found] of above)
    for (const up of [id, ...found].flatMap((other) => denied.get(other) ?? [])) found.delete(up);
  const reached = new Map<string, Set<string>>();
  for (const id of known) {
    const all = new Set(above.get(id));
    for (const at of all) for (const up of above.get(at) ?? []) all.add(up);
    if (all.has(id))
      complain(
        `"${id}" is a kind of itself, by way of ${[...all].filter((other) => other !== id).join(', ')}.`,
      );
    reached.set(id, all);
  }
  // Only the nearest: without those that another of them implies.
  return new Map(
    [...above].map(([id, ups]) => [
      id,
      [...ups].filter((up) => ![...ups].some((other) => reached.get(other)?.has(up))).sort(),
    ]),
  );
}

/**
 * Checks that names are unique, no label has a word twice or as both a word and a narrower word, and every word of
 * several labels is reviewed: a shared word, or one row of narrower words.
 */
function checkWords(
  labels: readonly Draft[],
  { shared, narrower }: Readonly<Record<'shared' | 'narrower', WordLabels>>,
  spelling: ReadonlyMap<string, string>,
  complain: Complain,
): void {
  const key = (word: string): string => wordKey(word, spelling).replaceAll(' ', '');
  const reviewed = new Map(Object.entries(shared).map(([word, ids]) => [key(word), ids]));
  const shown = new Map<string, string>();
  const found = new Map<string, { readonly word: string; readonly ids: Set<string> }>();
  for (const { id, name, words } of labels) {
    for (const text of [name.en.toLowerCase(), name.zh]) {
      const other = shown.get(text);
      if (other !== undefined) complain(`"${other}" and "${id}" are both shown as "${text}".`);
      shown.set(text, id);
    }
    const own = new Map<string, string>();
    for (const word of [...words.en, ...words.zh]) {
      const twin = own.get(wordKey(word, spelling));
      if (twin !== undefined) complain(`"${id}" needs only one of "${twin}" and "${word}".`);
      own.set(wordKey(word, spelling), word);
      const entry = found.get(key(word)) ?? { word, ids: new Set() };
      found.set(key(word), entry);
      entry.ids.add(id);
    }
  }
  for (const [word, ids] of Object.entries(narrower)) {
    if (word !== word.toLowerCase()) complain(`The narrower word "${word}" is not in lower case.`);
    const entry = found.get(key(word));
    for (const id of ids)
      if (entry?.ids.has(id) === true)
        complain(`"${word}" is a word and a narrower word of "${id}": only one of them.`);
    if (entry !== undefined) for (const id of ids) entry.ids.add(id);
    else if (ids.length === 0) complain(`The narrower word "${word}" leads to no label.`);
  }
  for (const [at, { word, ids }] of found) {
    const listed = reviewed.get(at);
    if (listed === undefined && ids.size === 1) continue;
    const missing = [...ids].filter((id) => listed?.includes(id) !== true);
    if (missing.length > 0)
      complain(
        `"${word}" leads to ${[...ids].join(', ')}; shared.tsv does not list ${missing.join(', ')} for it.`,
      );
  }
  const known = new Set(labels.map(({ id }) => id));
  for (const [what, words] of Object.entries({ shared, narrower }))
    for (const [word, ids] of Object.entries(words))
      for (const id of ids)
        if (!known.has(id)) complain(`The ${what} word "${word}" leads to "${id}", which is no label.`);
}

/** One label per line, for readable diffs. */
function print(data: Omit<VocabularyData, 'version'>): string {
  const version = createHash('sha256').update(JSON.stringify(data)).digest('hex').slice(0, 16);
  const { labels, ...rest } = data;
  const small = Object.entries(rest).map(([name, value]) => `"${name}":${JSON.stringify(value)},\n`);
  return `{"version":"${version}",\n${small.join('')}"labels":[\n${labels.map((label) => JSON.stringify(label)).join(',\n')}\n]}\n`;
}

/** Reads the tables and the model's files below the project root. */
export function readSources(root: string): {
  readonly tables: Tables;
  readonly model: ModelLabels;
  readonly wordnet: WordNet;
  readonly everyday: EverydayThresholds;
} {
  const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
  const table = (name: TableName): string => read(`${DATA}/${name}.tsv`);
  return {
    tables: {
      classes: table('classes'),
      concepts: table('concepts'),
      broader: table('broader'),
      shared: table('shared'),
      narrower: table('narrower'),
      hidden: table('hidden'),
      spelling: table('spelling'),
      plurals: table('plurals'),
    },
    model: JSON.parse(read(`${MODEL}/labels.json`)),
    wordnet: JSON.parse(read(`${MODEL}/wordnet.json`)),
    everyday: JSON.parse(read(`${MODEL}/everyday-thresholds.json`)),
  };
}

if (process.argv[1] === import.meta.filename) {
  const root = path.resolve(import.meta.dirname, '..');
  const { tables, model, wordnet, everyday } = readSources(root);
  const built = buildVocabulary(tables, model, wordnet, everyday);
  if ('problems' in built) {
    process.stderr.write(
      `${built.problems.join('\n')}\nThe vocabulary was not built: ${built.problems.length} problems.\n`,
    );
    process.exitCode = 1;
  } else {
    writeFileSync(path.join(root, DATA, 'vocabulary.json'), built.text);
    process.stdout.write(`Wrote ${DATA}/vocabulary.json.\n`);
  }
}
