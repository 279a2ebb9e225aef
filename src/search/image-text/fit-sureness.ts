import { PHRASE_SCALE } from '../../domain/prediction.ts';
import {
  broaderThan,
  isLabel,
  labelOf,
  narrowerThan,
  vocabulary,
} from '../../knowledge/labels/vocabulary.ts';
import { eachLabel } from '../../store/label-bytes.ts';
import type { LibraryReader } from '../../store/library-reader.ts';
import { RIVAL_COSINE } from '../evaluate/text-thresholds.ts';
import { labelPhrases } from '../text-embedding/label-phrases.ts';
import type { NamedEmbeddings } from '../text-embedding/named-embeddings.ts';
import type { Phrases } from '../text-embedding/open-phrases.ts';
import { agreementOf, type FittedScores, fitScores, type ScoredPairs } from './fit-scores.ts';
import { FIT_VERSION, type Sureness } from './sureness.ts';

/** Photos that the fit is made on at most. */
const MOST_PHOTOS = 2000;
/** Names that a photo does not show, for each photo. */
const DENIED_A_PHOTO = 20;
/** Texts that no photo shows, for each photo. */
const NONSENSE_A_PHOTO = 5;
/** Names in Chinese whose embeddings are computed. */
const MOST_CHINESE = 150;
/** How much worse than the pack that ships one may be at them. */
const CHINESE_MARGIN = 0.05;
/** Fewer photos with a label show nothing. */
const FEW_SHOWN = 30;
/** Every so many names are compared with each other. */
const NAME_STEP = 3;
/** Lengths of embeddings that differ less than this, as a fraction, have no meaning. */
const SAME_LENGTH = 0.01;

/** What is no word in any language: names of labels from their end. */
const NONSENSE = vocabulary.labels
  .map(({ words }) => words.en[0] ?? '')
  .filter((name, at) => at % 9 === 0 && /^[a-z]{5,}$/.test(name))
  .map((name) => [...name].reverse().join(''));

/** What a fit needs of a library and a pack. */
export interface FitSources {
  readonly reader: Pick<LibraryReader, 'embeddings' | 'packEmbeddings' | 'indexedPhotos' | 'labelKeys'>;
  /** Number of the pack in the library. */
  readonly number: number;
  /** Ids of the photos of the library. */
  readonly photos: readonly number[];
  /** The text networks of the pack that ships, and of the added one. */
  readonly bundled: Phrases;
  readonly added: Phrases;
}

/** A photo in both spaces, at unit length, and what the photo network is sure of. */
interface SamplePhoto {
  readonly bundled: Float32Array;
  readonly added: Float32Array;
  readonly shows: readonly string[];
  /** Labels that it may show: nothing is known of them. */
  readonly open: ReadonlySet<string>;
}

/** A photo and a text: the English name of a label that it surely shows (1) or does not (-1), or no word at all. */
interface Pair {
  readonly photo: SamplePhoto;
  /** Null for what is no word. */
  readonly label: string | null;
  readonly text: string;
  readonly shows: 1 | -1;
}

/**
 * Fits how the scores of an added pack become those of the pack that ships, for which the thresholds are, without a label
 * of the user: both are compared with the labels that the photo network is sure of, on photos of the library and the
 * English names of all labels, and texts that are no words. A score is mapped to the one that is right as often (Platt 1999, "Probabilistic Outputs for
 * Support Vector Machines"): a pack that separates things better is surer.
 * @returns null where the library has no photo that both have an embedding of
 * @throws BeachcombError `unavailable` if a text network cannot run
 */
export async function fitSureness(
  sources: FitSources,
): Promise<{ readonly sureness: Sureness; readonly names: NamedEmbeddings } | null> {
  const samples = samplesOf(sources);
  if (samples.length === 0) return null;
  const rows = new Map<string, Float32Array>();
  for (const name of labelPhrases().rows.keys()) rows.set(name, await sources.added.vector(name));
  const names: NamedEmbeddings = { network: String(sources.number), rows };
  const [own, added] = [new Map(labelPhrases().rows), new Map(rows)];
  for (const text of NONSENSE) {
    own.set(text, await sources.bundled.vector(text));
    added.set(text, await sources.added.vector(text));
  }
  const pairs = pairsOf(samples);
  const bundled = scoresOf(pairs, 'bundled', ({ text }) => own.get(text));
  const units = new Map([...added].map(([text, row]) => [text, unitOf(row)]));
  const unit = fitScores(
    bundled,
    scoresOf(pairs, 'added', ({ text }) => units.get(text)),
  );
  const textLength = meaningfulLength([...rows.values()]);
  const scaled = new Map([...added].map(([text, row]) => [text, row.map((one) => one / (textLength ?? 1))]));
  const kept =
    textLength === null
      ? null
      : fitScores(
          bundled,
          scoresOf(pairs, 'added', ({ text }) => scaled.get(text)),
        );
  const isKept = kept !== null && kept.loss < unit.loss;
  const best: FittedScores = isKept ? kept : unit;
  return {
    names,
    sureness: {
      offset: best.offset,
      slope: best.slope,
      agreement: best.agreement,
      textLength: isKept ? textLength : null,
      rivalCosine: rivalCosineOf([...labelPhrases().rows.values()], [...rows.values()]),
      beyondLatin: await understandsChinese(sources, pairs),
      photos: samples.length,
      fit: FIT_VERSION,
    },
  };
}

/** Photos of the library, spread over all of it. */
function samplesOf({ reader, number, photos }: FitSources): SamplePhoto[] {
  const step = Math.max(1, photos.length / MOST_PHOTOS);
  const ids = Array.from(
    { length: Math.min(photos.length, MOST_PHOTOS) },
    (_, at) => photos[Math.floor(at * step)] ?? 0,
  );
  const added = new Map(
    [...reader.packEmbeddings(number, ids)].map(({ photo, embedding }) => [
      photo,
      unitOf(Float32Array.from(embedding)),
    ]),
  );
  const bundled = new Map<number, Float32Array>();
  for (const { photo, embedding } of reader.embeddings('phrase', ids))
    bundled.set(photo, unitOf(Float32Array.from(embedding, (value) => value / PHRASE_SCALE)));
  const keys = reader.labelKeys();
  const samples: SamplePhoto[] = [];
  for (const { id, labels } of reader.indexedPhotos(ids)) {
    const [one, other] = [bundled.get(id), added.get(id)];
    if (one === undefined || other === undefined || labels === null) continue;
    const shows: string[] = [];
    const open = new Set<string>();
    eachLabel(labels, (key, score) => {
      const label = keys.get(key) ?? '';
      if (!isLabel(label)) return;
      const isSure = score >= labelOf(label).likely;
      if (isSure) shows.push(label);
      for (const near of [label, ...broaderThan(label), ...(isSure ? narrowerThan(label) : [])])
        open.add(near);
    });
    samples.push({ bundled: one, added: other, shows, open });
  }
  return samples;
}

const nameOf = (label: string): string => labelOf(label).words.en[0] ?? '';

/** What each photo surely shows, some of what it does not show, and some of what no photo shows. */
function pairsOf(samples: readonly SamplePhoto[]): Pair[] {
  const { labels } = vocabulary;
  return samples.flatMap((photo, nth) => {
    const denied = Array.from(
      { length: DENIED_A_PHOTO },
      (_, at) => labels[(nth * 97 + at * 61) % labels.length]?.id ?? '',
    );
    const nonsense = Array.from(
      { length: NONSENSE_A_PHOTO },
      (_, at) => NONSENSE[(nth * 7 + at * 31) % NONSENSE.length] ?? '',
    );
    return [
      ...photo.shows.map((label): Pair => ({ photo, label, text: nameOf(label), shows: 1 })),
      ...denied
        .filter((label) => !photo.open.has(label))
        .map((label): Pair => ({ photo, label, text: nameOf(label), shows: -1 })),
      ...nonsense.map((text): Pair => ({ photo, label: null, text, shows: -1 })),
    ];
  });
}

/** The product of each pair, 0 without a text. */
function scoresOf(
  pairs: readonly Pair[],
  side: 'bundled' | 'added',
  textOf: (pair: Pair) => Float32Array | undefined,
): ScoredPairs {
  return {
    products: Float64Array.from(pairs, (pair) => {
      const text = textOf(pair);
      return text === undefined ? 0 : dot(pair.photo[side], text);
    }),
    shows: Int8Array.from(pairs, ({ shows }) => shows),
  };
}

/** Mean length of embeddings of texts; null where all have about the same. */
function meaningfulLength(texts: readonly Float32Array[]): number | null {
  const lengths = texts.map((text) => Math.hypot(...text));
  const mean = lengths.reduce((sum, one) => sum + one, 0) / Math.max(1, lengths.length);
  const variance = lengths.reduce((sum, one) => sum + (one - mean) ** 2, 0) / Math.max(1, lengths.length);
  return mean > 0 && Math.sqrt(variance) / mean > SAME_LENGTH ? mean : null;
}

/** The cosine that as many pairs of names reach in the added space as reach RIVAL_COSINE in that of the program. */
function rivalCosineOf(bundled: readonly Float32Array[], added: readonly Float32Array[]): number {
  const [own, other] = [bundled, added].map(cosinesOfNames);
  const above = own?.filter((one) => one >= RIVAL_COSINE).length ?? 0;
  return other?.toSorted().at(-Math.max(1, above)) ?? RIVAL_COSINE;
}

function cosinesOfNames(names: readonly Float32Array[]): Float64Array {
  const some = names.filter((_, at) => at % NAME_STEP === 0).map(unitOf);
  return Float64Array.from(some.flatMap((one, at) => some.slice(at + 1).map((other) => dot(one, other))));
}

/** Whether names in Chinese find what they name about as well as with the pack that ships. */
async function understandsChinese({ bundled, added }: FitSources, pairs: readonly Pair[]): Promise<boolean> {
  const shown = new Set(pairs.flatMap(({ label, shows }) => (shows === 1 && label !== null ? [label] : [])));
  const chosen = new Set([...shown].slice(0, MOST_CHINESE));
  const asked = pairs.filter(({ label }) => label !== null && chosen.has(label));
  if (asked.filter(({ shows }) => shows === 1).length < FEW_SHOWN) return false;
  const own = new Map<string, Float32Array>();
  const other = new Map<string, Float32Array>();
  for (const label of chosen) {
    const name = labelOf(label).words.zh[0] ?? '';
    own.set(label, unitOf(await bundled.vector(name)));
    other.set(label, unitOf(await added.vector(name)));
  }
  const wanted = agreementOf(scoresOf(asked, 'bundled', ({ label }) => own.get(label ?? '')));
  return (
    agreementOf(scoresOf(asked, 'added', ({ label }) => other.get(label ?? ''))) >= wanted - CHINESE_MARGIN
  );
}

function unitOf(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  return length === 0 ? vector : vector.map((one) => one / length);
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += (a[at] as number) * (b[at] ?? 0);
  return sum;
}
