import { fold } from '../domain/fold.ts';

/**
 * Words for what kind of place or occasion a name stands for: "Insel Rügen", "trip to Rome". Beside a name they seldom
 * ask for what can be seen.
 */
const ENGLISH: ReadonlySet<string> = new Set(
  `island isle city town village lake river valley region trip trips holiday holidays vacation vacations journey tour visit
travel travels getaway excursion album folder`.split(/\s+/u),
);
const FOREIGN: ReadonlySet<string> = new Set(
  `Insel Stadt Dorf See Fluss Tal Gegend Urlaub Ferien Reise Ausflug Besuch Aufenthalt Ordner
île ville lac voyage vacances visite séjour isla ciudad pueblo lago viaje vacaciones visita excursión
isola città paese viaggio vacanza vacanze gita eiland stad dorp meer vakantie reis uitje bezoek
ilha cidade aldeia viagem férias passeio 岛 城市 旅行 旅游 度假 假期 出游`
    .split(/\s+/u)
    .map(fold),
);

/** Whether a word names a kind of place or occasion. */
export const isGeneric = (word: string): boolean => isEnglishGeneric(word) || FOREIGN.has(fold(word));

/** Whether an English word does. */
export const isEnglishGeneric = (word: string): boolean => ENGLISH.has(fold(word));
