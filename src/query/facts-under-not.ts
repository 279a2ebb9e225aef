import { fold } from '../domain/fold.ts';
import type { FreeText, PhotoState, QueryWord, ResolvedQuery } from '../domain/query.ts';
import type { LibraryFacts } from './library-facts.ts';

/** Words for what a file states, by the state of the photos that have it: in ten languages. */
const WORDS: Readonly<Partial<Record<PhotoState, string>>> = {
  dated: 'date|dates|capture date|Datum|Aufnahmedatum|Datumsangabe|fecha|fechas|data|日期|拍摄日期',
  placed: `GPS|GPS data|GPS coordinates|geotag|geotags|location|locations|location data|place|places|coordinates|Ort|Orte|
Ortsangabe|Standort|Aufnahmeort|Koordinaten|GPS-Daten|GPS Daten|lieu|lieux|emplacement|localisation|coordonnées|données GPS|
lugar|lugares|ubicación|coordenadas|luogo|luoghi|posizione|coordinate|dati GPS|local|localização|plaats|locatie|coördinaten|plats|
koordinater|位置|地点|坐标|定位`,
  rated: 'rating|ratings|Bewertung|Bewertungen|calificación|valutazione|classificação|beoordeling|betyg|评分',
};

const STATES: ReadonlyMap<string, PhotoState> = new Map(
  (Object.entries(WORDS) as [PhotoState, string][]).flatMap(([state, words]) =>
    words.split('|').map((word): [string, PhotoState] => [fold(word.trim()), state]),
  ),
);

/**
 * What a text under a "not" states of files where it names nothing else: "without a date", "ohne Ort", 没有位置. Null for
 * all other texts, and where the owner calls something so.
 */
export function factsUnderNot({ words }: FreeText, facts: LibraryFacts): ResolvedQuery | null {
  const whole = stateOf(words.map(({ text }) => text).join(' '), facts);
  const [first, last] = [words[0], words.at(-1)];
  if (whole !== null && first !== undefined && last !== undefined)
    return condition({ ...first, text: words.map(({ text }) => text).join(' '), end: last.end }, whole);
  const states = words.map((word) => ({ word, state: stateOf(word.text, facts) }));
  const parts = states.flatMap(({ word, state }) => (state === null ? [] : [condition(word, state)]));
  return parts.length === words.length && parts.length > 0 ? { kind: 'or', parts } : null;
}

const stateOf = (text: string, facts: LibraryFacts): PhotoState | null =>
  facts.isKeyword(text) || facts.customLabels(text).length > 0 ? null : (STATES.get(fold(text)) ?? null);

const condition = (word: QueryWord, state: PhotoState): ResolvedQuery => ({
  kind: 'condition',
  word: { ...word, interpretations: [{ as: 'filter', filter: { field: 'is', state } }] },
});
