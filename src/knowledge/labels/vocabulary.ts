import { readFileSync } from 'node:fs';
import type { Label, LabelId } from '../../domain/label.ts';

/** Format of data/vocabulary.json, which scripts/build-vocabulary.ts writes. */
export interface VocabularyData {
  /** Hash of all fields below. */
  readonly version: string;
  readonly labels: readonly Label[];
  /** Ambiguous words, reviewed by hand: `crane` is the bird and the machine. */
  readonly shared: Readonly<Record<string, readonly LabelId[]>>;
  /** Narrower words with the label that they are a part of: `puppy` → `dog`. */
  readonly narrower: Readonly<Record<string, readonly LabelId[]>>;
  /** Spelling variant → the spelling that `wordKey` compares: `gray` → `grey`. */
  readonly spelling: Readonly<Record<string, string>>;
  /** Irregular plurals: `mice` → `mouse`. */
  readonly plurals: Readonly<Record<string, string>>;
}

// Not validated at run time, because scripts/build-vocabulary.ts writes and checks the file and it ships with the
// program.
export const vocabulary: VocabularyData = JSON.parse(
  readFileSync(new URL('./data/vocabulary.json', import.meta.url), 'utf8'),
);

/**
 * Changes whenever a label, word, threshold or relation changes; labels computed under another version are recomputed.
 */
export const vocabularyVersion = vocabulary.version;

const byId = new Map(vocabulary.labels.map((label) => [label.id, label]));

/** Whether the vocabulary has a label with this id. */
export const isLabel = (id: LabelId): boolean => byId.has(id);

/** The label with this id. Throws if the vocabulary does not have it. */
export function labelOf(id: LabelId): Label {
  const label = byId.get(id);
  if (label === undefined) throw new Error(`The vocabulary has no label "${id}".`);
  return label;
}

const englishNames: ReadonlySet<string> = new Set(vocabulary.labels.map(({ words }) => words.en[0] ?? ''));

/** Whether a text is the English name of a label as the text network was asked for it. */
export const isLabelName = (text: string): boolean => englishNames.has(text);

const narrowerWordsOf = new Map<LabelId, string[]>();
for (const [word, ids] of Object.entries(vocabulary.narrower))
  for (const id of ids) narrowerWordsOf.set(id, [...(narrowerWordsOf.get(id) ?? []), word]);

/** Narrower words of a label: `puppy` and 小狗 of `dog`. */
export const narrowerWords = (id: LabelId): readonly string[] => narrowerWordsOf.get(id) ?? [];

const above = new Map(vocabulary.labels.map(({ id, broader }) => [id, broader]));
const below = new Map<LabelId, LabelId[]>(vocabulary.labels.map(({ id }) => [id, []]));
for (const { id, broader } of vocabulary.labels) for (const up of broader) below.get(up)?.push(id);

/** All broader labels of a label, nearest first: beagle → hound, dog, … animal. */
export const broaderThan = (id: LabelId): LabelId[] => reach(id, above);

/** All narrower labels of a label, nearest first. */
export const narrowerThan = (id: LabelId): LabelId[] => reach(id, below);

function reach(id: LabelId, next: ReadonlyMap<LabelId, readonly LabelId[]>): LabelId[] {
  const found = new Set([id]);
  for (const at of found) for (const to of next.get(at) ?? []) found.add(to);
  found.delete(id);
  return [...found];
}
