import { foldForms } from '../../domain/fold.ts';
import {
  FOREIGN_NUMBER_LANGUAGES,
  type ForeignNumberLanguage,
  numberWordsIn,
} from '../numbers/number-words.ts';
import { lazily } from './lazily.ts';

/** How a language counts back from today; N is a number, U a unit; a stroke parts several words or ways to say it. */
interface AgeWords {
  readonly ago: string;
  readonly past: string;
  readonly few: string;
  readonly day: string;
  readonly week: string;
  readonly month: string;
  readonly year: string;
}

const AGES: Readonly<Record<ForeignNumberLanguage, AgeWords>> = {
  de: {
    ago: 'vor N U',
    past: 'letzte N U|letzten N U|die letzten N U|den letzten N U|in den letzten N U|seit N U',
    few: 'einigen|einige|wenigen|ein paar',
    day: 'tag|tage|tagen',
    week: 'woche|wochen',
    month: 'monat|monate|monaten',
    year: 'jahr|jahre|jahren',
  },
  fr: {
    ago: 'il y a N U',
    past: 'les N derniers U|les N dernières U|ces N derniers U|ces N dernières U|N derniers U|N dernières U|depuis N U',
    few: 'quelques',
    day: 'jour|jours',
    week: 'semaine|semaines',
    month: 'mois',
    year: 'an|ans|année|années',
  },
  es: {
    ago: 'hace N U|N U atrás',
    past: 'últimos N U|últimas N U|los últimos N U|las últimas N U|en los últimos N U|en las últimas N U|desde hace N U',
    few: 'unos|unas|algunos|algunas|pocos|pocas',
    day: 'día|días',
    week: 'semana|semanas',
    month: 'mes|meses',
    year: 'año|años',
  },
  it: {
    ago: 'N U fa',
    past: 'ultimi N U|ultime N U|gli ultimi N U|le ultime N U|negli ultimi N U|nelle ultime N U|da N U',
    few: 'alcuni|alcune|pochi|poche|qualche',
    day: 'giorno|giorni',
    week: 'settimana|settimane',
    month: 'mese|mesi',
    year: 'anno|anni',
  },
  pt: {
    ago: 'há N U|há N U atrás|N U atrás',
    past: 'últimos N U|últimas N U|os últimos N U|as últimas N U|nos últimos N U|nas últimas N U|desde há N U',
    few: 'alguns|algumas|poucos|poucas',
    day: 'dia|dias',
    week: 'semana|semanas',
    month: 'mês|meses',
    year: 'ano|anos',
  },
  nl: {
    ago: 'N U geleden',
    past: 'laatste N U|afgelopen N U|de laatste N U|de afgelopen N U|in de afgelopen N U|sinds N U',
    few: 'enkele|een paar',
    day: 'dag|dagen',
    week: 'week|weken',
    month: 'maand|maanden',
    year: 'jaar|jaren',
  },
  sv: {
    ago: 'för N U sedan',
    past: 'senaste N U|de senaste N U|sista N U|de sista N U',
    few: 'några',
    day: 'dag|dagar',
    week: 'vecka|veckor',
    month: 'månad|månader',
    year: 'år',
  },
};
const UNITS = ['day', 'week', 'month', 'year'] as const;
const DIGITS = '\\d{1,3}';

interface Pattern {
  readonly pattern: RegExp;
  readonly kind: 'ago' | 'past';
  readonly english: ReadonlyMap<string, string>;
}

const foldedForms = (words: readonly string[]): string[] =>
  words.flatMap((word) => foldForms(word.replaceAll('-', ' ')));
const formsOf = (words: string): string[] => foldedForms(words.split('|'));

function englishOf(language: ForeignNumberLanguage): ReadonlyMap<string, string> {
  const { few, ...words } = AGES[language];
  const counts = numberWordsIn(language).map((forms, nth) => [foldedForms(forms), String(nth + 1)] as const);
  const units = UNITS.map((unit) => [formsOf(words[unit]), unit] as const);
  return new Map(
    [...counts, ...units, [formsOf(few), 'few'] as const].flatMap(([forms, english]) =>
      forms.map((form) => [form, english] as const),
    ),
  );
}

function patternsOf(language: ForeignNumberLanguage): Pattern[] {
  const words = AGES[language];
  const english = englishOf(language);
  const any = [...english.keys()].sort((a, b) => b.length - a.length);
  const isUnit = (word: string): boolean => UNITS.some((unit) => unit === english.get(word));
  const number = `(${[DIGITS, ...any.filter((word) => !isUnit(word))].join('|')})`;
  const unit = `(${any.filter(isUnit).join('|')})`;
  return (['ago', 'past'] as const).flatMap((kind) =>
    formsOf(words[kind]).map((template) => ({
      pattern: new RegExp(`^${template.replace(/\bn\b/u, number).replace(/\bu\b/u, unit)}$`, 'u'),
      kind,
      english,
    })),
  );
}

const PATTERNS = lazily(() => FOREIGN_NUMBER_LANGUAGES.flatMap(patternsOf));

/** Every word that these ages are made of, folded. */
export const foreignAgeWords = lazily(
  (): ReadonlySet<string> =>
    new Set(
      FOREIGN_NUMBER_LANGUAGES.flatMap((language) => [
        ...englishOf(language).keys(),
        ...formsOf(AGES[language].ago),
        ...formsOf(AGES[language].past),
      ]).flatMap((text) => text.split(' ').filter((word) => word !== 'n' && word !== 'u')),
    ),
);

/**
 * An age in German, French, Spanish, Italian, Portuguese, Dutch or Swedish in English: "vor 3 Jahren" is "3 years ago"; what
 * each language may mean by it.
 * @param text folded
 */
export const agesInEnglish = (text: string): string[] =>
  PATTERNS().flatMap(({ pattern, kind, english }) => {
    const [, count = '', unit = ''] = pattern.exec(text) ?? [];
    if (count === '') return [];
    const many = `${english.get(count) ?? count} ${english.get(unit)}s`;
    return [kind === 'ago' ? `${many} ago` : `last ${many}`];
  });
