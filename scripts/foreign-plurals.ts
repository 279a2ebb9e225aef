import { fold, foldForms } from '../src/domain/fold.ts';
import { germanNumberForms } from '../src/knowledge/labels/german-numbers.ts';

/** A plural, and whether a table has it, and not its ending alone. */
export interface Plural {
  readonly plural: string;
  readonly isSure: boolean;
}

/** How a singular ends, and its plural instead; of each noun the first that fits, all of its plurals. */
type Endings = readonly (readonly [singular: RegExp, plurals: readonly string[]])[];

const ENDINGS: Readonly<Record<string, Endings>> = {
  fr: [
    [/[sxz]$/u, []],
    [/(?<=[ae]u)$/u, ['x']],
    [/al$/u, ['aux']],
    [/$/u, ['s']],
  ],
  es: [
    [/[sx]$/u, []],
    [/z$/u, ['ces']],
    [/(?<=[aeiouáéó])$/u, ['s']],
    [/$/u, ['es']],
  ],
  pt: [
    [/[sx]$/u, []],
    [/ão$/u, ['ões', 'ães', 'ãos']],
    [/m$/u, ['ns']],
    [/(?<=[aou])l$/u, ['is']],
    [/(?<=[rz])$/u, ['es']],
    [/(?<=[aeiouáéíóúâêô])$/u, ['s']],
  ],
  it: [
    [/io$/u, ['i']],
    [/(?<=[cg])o$/u, ['hi', 'i']],
    [/(?<=[cg])a$/u, ['he']],
    [/[oe]$/u, ['i']],
    [/a$/u, ['e']],
  ],
  nl: [
    [/s$/u, []],
    [/(?<=e[lmnr])$/u, ['s']],
    [/(?<=e)$/u, ['n', 's']],
    [/(?<=[aiouy])$/u, ["'s"]],
    // Katten, bomen, honden.
    [/(?<=(?:^|[^aeiou])[aeiou])([bdfgklmnprt])$/u, ['$1$1en']],
    [/([aeou])\1([bdgklmnprt])$/u, ['$1$2en']],
    [/$/u, ['en']],
  ],
};

const SHORTEST = 3;

/** Loanwords without these plurals: Italian ones that do not change, Dutch ones in -s, German ones of a mass. */
const NO_PLURALS: ReadonlySet<string> = new Set(
  `auti burriti casi kimoni koale mousi orche pande radi caken desktoppen hotdoggen joysticken laptoppen motorren
  restauranten skieren skylinen stopwatchen tractorren trucken trombonen eiscremen gemusen kaffeen schneen
  unterwaschen`.split(/\s+/u),
);

/** Of a German noun: those of the table, else of one in -e that in -en. */
function germanPlurals(noun: string): Plural[] {
  const singular = foldForms(noun).at(-1) ?? '';
  const table = germanNumberForms(singular);
  if (table.length > 0)
    return table.map((form) => ({
      // One letter for one that has dots in the plural only.
      plural: form.startsWith(singular) ? form : form.replace(/([aou])e(?!$)/gu, '$1'),
      isSure: true,
    }));
  return /^\p{Lu}.*e$/u.test(noun) ? [{ plural: `${noun}n`, isSure: false }] : [];
}

/** The regular plurals of a noun of one of the languages that are typed most; of a phrase, none. */
export function pluralsIn(language: string, noun: string): readonly Plural[] {
  if (noun.length < SHORTEST || !/^\p{Script=Latin}+$/u.test(noun)) return [];
  const plurals = language === 'de' ? germanPlurals(noun) : pluralsByEnding(language, noun);
  return plurals.filter(({ plural }) => !NO_PLURALS.has(fold(plural)));
}

function pluralsByEnding(language: string, noun: string): Plural[] {
  const [singular, plurals = []] = ENDINGS[language]?.find(([ending]) => ending.test(noun)) ?? [];
  return singular === undefined
    ? []
    : plurals.map((plural) => ({ plural: noun.replace(singular, plural), isSure: false }));
}
