import { foldForms } from '../../domain/fold.ts';
import { lazily } from './lazily.ts';

/** How a language counts back from today; N is a number, U a unit. */
interface AgeWords {
  readonly ago: string;
  readonly past: string;
  /** From one on, the forms of each with a stroke between. */
  readonly numbers: string;
  readonly few: string;
  readonly day: string;
  readonly week: string;
  readonly month: string;
  readonly year: string;
}

const LANGUAGES: readonly AgeWords[] = [
  {
    ago: 'vor N U',
    past: 'letzte N U|letzten N U|die letzten N U|den letzten N U|in den letzten N U|seit N U',
    numbers:
      'ein|eine|einem|einer|einen zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn zwanzig',
    few: 'einigen|einige|wenigen|ein paar',
    day: 'tag|tage|tagen',
    week: 'woche|wochen',
    month: 'monat|monate|monaten',
    year: 'jahr|jahre|jahren',
  },
  {
    ago: 'il y a N U',
    past: 'les N derniers U|les N dernières U|ces N derniers U|ces N dernières U|N derniers U|N dernières U|depuis N U',
    numbers:
      'un|une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf vingt',
    few: 'quelques',
    day: 'jour|jours',
    week: 'semaine|semaines',
    month: 'mois',
    year: 'an|ans|année|années',
  },
  {
    ago: 'hace N U|N U atrás',
    past: 'últimos N U|últimas N U|los últimos N U|las últimas N U|en los últimos N U|en las últimas N U|desde hace N U',
    numbers:
      'un|una dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte',
    few: 'unos|unas|algunos|algunas|pocos|pocas',
    day: 'día|días',
    week: 'semana|semanas',
    month: 'mes|meses',
    year: 'año|años',
  },
  {
    ago: 'N U fa',
    past: 'ultimi N U|ultime N U|gli ultimi N U|le ultime N U|negli ultimi N U|nelle ultime N U|da N U',
    numbers:
      'un|uno|una due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove venti',
    few: 'alcuni|alcune|pochi|poche|qualche',
    day: 'giorno|giorni',
    week: 'settimana|settimane',
    month: 'mese|mesi',
    year: 'anno|anni',
  },
  {
    ago: 'há N U|há N U atrás|N U atrás',
    past: 'últimos N U|últimas N U|os últimos N U|as últimas N U|nos últimos N U|nas últimas N U|desde há N U',
    numbers:
      'um|uma dois|duas três quatro cinco seis sete oito nove dez onze doze treze catorze|quatorze quinze dezesseis|dezasseis dezessete|dezassete dezoito dezenove|dezanove vinte',
    few: 'alguns|algumas|poucos|poucas',
    day: 'dia|dias',
    week: 'semana|semanas',
    month: 'mês|meses',
    year: 'ano|anos',
  },
  {
    ago: 'N U geleden',
    past: 'laatste N U|afgelopen N U|de laatste N U|de afgelopen N U|in de afgelopen N U|sinds N U',
    numbers:
      'een|één twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien twintig',
    few: 'enkele|een paar',
    day: 'dag|dagen',
    week: 'week|weken',
    month: 'maand|maanden',
    year: 'jaar|jaren',
  },
  {
    ago: 'för N U sedan',
    past: 'senaste N U|de senaste N U|sista N U|de sista N U',
    numbers:
      'en|ett två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton sexton sjutton arton nitton tjugo',
    few: 'några',
    day: 'dag|dagar',
    week: 'vecka|veckor',
    month: 'månad|månader',
    year: 'år',
  },
];
const UNITS = ['day', 'week', 'month', 'year'] as const;
const DIGITS = '\\d{1,3}';

interface Pattern {
  readonly pattern: RegExp;
  readonly kind: 'ago' | 'past';
  readonly english: ReadonlyMap<string, string>;
}

const formsOf = (words: string): string[] =>
  words.split('|').flatMap((word) => foldForms(word.replaceAll('-', ' ')));

function englishOf({ numbers, few, ...words }: AgeWords): ReadonlyMap<string, string> {
  const counts = numbers.split(' ').map((forms, nth) => [formsOf(forms), String(nth + 1)] as const);
  const units = UNITS.map((unit) => [formsOf(words[unit]), unit] as const);
  return new Map(
    [...counts, ...units, [formsOf(few), 'few'] as const].flatMap(([forms, english]) =>
      forms.map((form) => [form, english] as const),
    ),
  );
}

function patternsOf(words: AgeWords): Pattern[] {
  const english = englishOf(words);
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

const PATTERNS = lazily(() => LANGUAGES.flatMap(patternsOf));

/** Every word that these ages are made of, folded. */
export const foreignAgeWords = lazily(
  (): ReadonlySet<string> =>
    new Set(
      LANGUAGES.flatMap((words) => [
        ...englishOf(words).keys(),
        ...formsOf(words.ago),
        ...formsOf(words.past),
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
