import { type ForeignLanguage, languagesIn } from './foreign-languages.ts';

/** What a sentence begins with that asks for photos: "show me". English ones are fillers, see lexicon.ts. */
interface Opening {
  readonly language: ForeignLanguage | 'sv' | 'en';
  readonly words: string;
  /** Those that are words of other languages, too: openings only before a word that is surely of this one. */
  readonly shared?: string;
  /** What ends the sentence then. */
  readonly end?: string;
}

const OPENINGS: readonly Opening[] = [
  {
    language: 'en',
    words: `(?:can|could|would) you(?: please)? (?:show|find|give)(?: me| us)?|i(?: would|['’]d) like to see|do (?:i|we|you) have(?: any)?|are there(?: any)?`,
  },
  {
    language: 'de',
    words: `(?:bitte )?(?:zeige?|gib|such|suche|find)(?: (?:mir|uns))?(?: (?:bitte|mal|doch))*|ich (?:möchte|will|würde gerne?|suche|hätte gerne?)|wo (?:sind|ist)|(?:kannst|könntest) du (?:mir|uns)|gibt es|habe? (?:ich|wir)`,
    shared: 'finde',
    end: 'sehen|anschauen|ansehen|zeigen|finden|suchen|bitte',
  },
  {
    language: 'fr',
    words: `(?:montrez?|cherchez?|trouvez?|donnez?)[- ](?:moi|nous)|(?:cherchez?|chercher|trouvez?|trouver|affichez?|afficher|montrer)|fais[- ]moi voir|je (?:veux|voudrais|cherche)(?: voir)?|j['’]aimerais(?: bien)? voir|où sont`,
    shared: 'montrez?',
    end: `s['’]il (?:te|vous) pla[iî]t`,
  },
  {
    language: 'es',
    words: `mu[eé]str[ae](?:me|nos)|mu[eé]stra|ense[nñ]ame|ens[eé][nñ]ame|b[uú]scame|encu[eé]ntrame|encuentra|buscar|encontrar|mostrar|quiero ver|quisiera ver|d[oó]nde est[aá]n`,
    shared: 'busca|ver|enseña',
    end: 'por favor',
  },
  {
    language: 'it',
    words: `mostrami|mostraci|fammi vedere|cercami|trovami|trova|trovare|cercare|mostrare|voglio vedere|vorrei vedere|dove sono`,
    shared: 'cerca|mostra',
    end: 'per favore',
  },
  {
    language: 'pt',
    words: `(?:mostr[ae]|procur[ae])[- ]me|me mostr[ae]|procurar|buscar|encontrar|mostrar|quero ver|queria ver|onde est[aã]o`,
    shared: 'mostr[ae]|procur[ae]|busqu?[ae]|encontr[ae]',
    end: 'por favor',
  },
  {
    language: 'nl',
    words: `laat (?:me|mij|ons)(?: eens)?|toon (?:me|mij|ons)|zoek(?: naar)?|ik (?:wil|zoek)|waar (?:zijn|is)|geef me`,
    shared: 'toon|vind',
    end: 'zien|alsjeblieft',
  },
  { language: 'sv', words: 'visa (?:mig|oss)|hitta|sök efter|jag vill se|ge mig' },
];

interface Pattern {
  readonly opening: RegExp;
  readonly shared: RegExp | null;
  readonly end: RegExp | null;
  readonly language: Opening['language'];
}

const PATTERNS: readonly Pattern[] = OPENINGS.map(({ language, words, shared, end }) => ({
  language,
  opening: new RegExp(`^\\s*(?:${words})(?=\\s+\\S)`, 'iu'),
  shared: shared === undefined ? null : new RegExp(`^\\s*(?:${shared})(?=\\s+\\S)`, 'iu'),
  end: end === undefined ? null : new RegExp(`(?<=\\S)\\s+(?:${end})\\s*[?!.]*\\s*$`, 'iu'),
}));

const blank = (text: string): string => ' '.repeat(text.length);

/**
 * A search text with spaces for the words that only ask for photos, before and behind what is asked for: "zeig mir Hunde",
 * "montre-moi les chiens". Offsets stay.
 */
export function withoutOpening(text: string): string {
  for (const { opening, shared, end, language } of PATTERNS) {
    const found = opening.exec(text)?.[0] ?? sharedOpening(text, shared, language);
    if (found === null) continue;
    const rest = blank(found) + text.slice(found.length);
    const closing = end?.exec(rest)?.[0] ?? '';
    const asked = rest.slice(0, rest.length - closing.length);
    return (asked.trim() === '' ? rest : asked + blank(closing)).slice(0, text.length);
  }
  return text;
}

function sharedOpening(text: string, shared: RegExp | null, language: Opening['language']): string | null {
  const found = shared?.exec(text)?.[0] ?? null;
  const languages: ReadonlySet<string> = found === null ? new Set() : languagesIn(text.slice(found.length));
  return languages.has(language) ? found : null;
}
