/**
 * The words for one to twenty, in this order, in each language in which they are read; a stroke parts several words for the
 * same number. Dates ("vor drei Jahren"), counts of things ("drei Hunde"), people and stars all read this table.
 */
const NUMBERS = {
  en: 'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty',
  de: 'ein|eine|einem|einer|einen zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn zwanzig',
  fr: 'un|une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf vingt',
  es: 'un|una dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte',
  it: 'un|uno|una due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove venti',
  pt: 'um|uma dois|duas três quatro cinco seis sete oito nove dez onze doze treze catorze|quatorze quinze dezesseis|dezasseis dezessete|dezassete dezoito dezenove|dezanove vinte',
  nl: 'een|één twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien twintig',
  sv: 'en|ett två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton sexton sjutton arton nitton tjugo',
} as const;
export type NumberLanguage = keyof typeof NUMBERS;
export type ForeignNumberLanguage = Exclude<NumberLanguage, 'en'>;

const isForeign = (language: string): language is ForeignNumberLanguage =>
  language !== 'en' && Object.hasOwn(NUMBERS, language);
export const FOREIGN_NUMBER_LANGUAGES = Object.keys(NUMBERS).filter(isForeign);

/** One entry a number, from one on: the words for it in a language, as they are written. */
export const numberWordsIn = (language: NumberLanguage): readonly (readonly string[])[] =>
  NUMBERS[language].split(' ').map((words) => words.split('|'));

/** The English words for one to twenty. */
export const ENGLISH_NUMBERS: readonly string[] = NUMBERS.en.split(' ');
