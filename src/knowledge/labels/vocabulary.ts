import { readFileSync } from 'node:fs';
import type { Label, LabelId } from '../../domain/label.ts';

/** What scripts/build-vocabulary.ts writes to data/vocabulary.json. */
export interface VocabularyData {
  /** Hash of everything below. */
  readonly version: string;
  readonly labels: readonly Label[];
  /** Words that mean several labels, reviewed: `crane` the bird and the machine. */
  readonly shared: Readonly<Record<string, readonly LabelId[]>>;
  /** Words for a part of what a label shows, and what they are a part of: `puppy` → `dog`. */
  readonly narrower: Readonly<Record<string, readonly LabelId[]>>;
  /** Another way to write a word → the way that `wordKey` compares: `gray` → `grey`. */
  readonly spelling: Readonly<Record<string, string>>;
  /** Plurals that no ending gives away: `mice` → `mouse`. */
  readonly plurals: Readonly<Record<string, string>>;
}

// Written and checked by scripts/build-vocabulary.ts, and part of the program: trusted as it is.
export const vocabulary: VocabularyData = JSON.parse(
  readFileSync(new URL('./data/vocabulary.json', import.meta.url), 'utf8'),
);

/** Changes whenever a label, a word, a cut or a relation does: labels derived under another one are made again. */
export const vocabularyVersion = vocabulary.version;

const byId = new Map(vocabulary.labels.map((label) => [label.id, label]));

/** Whether the vocabulary has a label of this id. */
export const isLabel = (id: LabelId): boolean => byId.has(id);

/** A label by its id. Throws for an id that this vocabulary lacks. */
export function labelOf(id: LabelId): Label {
  const label = byId.get(id);
  if (label === undefined) throw new Error(`The vocabulary has no label "${id}".`);
  return label;
}

const narrowerWordsOf = new Map<LabelId, string[]>();
for (const [word, ids] of Object.entries(vocabulary.narrower))
  for (const id of ids) narrowerWordsOf.set(id, [...(narrowerWordsOf.get(id) ?? []), word]);

/** The words for parts of what a label shows: `puppy` and 小狗 of `dog`. */
export const narrowerWords = (id: LabelId): readonly string[] => narrowerWordsOf.get(id) ?? [];

const above = new Map(vocabulary.labels.map(({ id, broader }) => [id, broader]));
const below = new Map<LabelId, LabelId[]>(vocabulary.labels.map(({ id }) => [id, []]));
for (const { id, broader } of vocabulary.labels) for (const up of broader) below.get(up)?.push(id);

/** All labels that a label is a kind of, nearest first: beagle → hound, dog, … animal. */
export const broaderThan = (id: LabelId): LabelId[] => reach(id, above);

/** All labels that are kinds of a label, nearest first. */
export const narrowerThan = (id: LabelId): LabelId[] => reach(id, below);

function reach(id: LabelId, next: ReadonlyMap<LabelId, readonly LabelId[]>): LabelId[] {
  const found = new Set([id]);
  for (const at of found) for (const to of next.get(at) ?? []) found.add(to);
  found.delete(id);
  return [...found];
}
