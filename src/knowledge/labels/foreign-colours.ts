import type { NamedColour } from '../../domain/appearance.ts';
import { foldForms } from '../../domain/fold.ts';

/** Stems of German and Dutch, which stand alone and before each of the endings, and after a word for a shade. */
const GERMANIC = {
  de: {
    shades: ['', 'hell', 'dunkel'],
    endings: ['', 'e', 'em', 'en', 'er', 'es'],
    stems: {
      red: 'rot',
      orange: 'orangen orangefarben',
      yellow: 'gelb',
      green: 'grün',
      turquoise: 'türkis',
      blue: 'blau',
      purple: 'lila violett',
      pink: 'pink rosafarben',
      brown: 'braun',
      beige: 'beigefarben',
      black: 'schwarz',
      white: 'weiß',
      grey: 'grau',
    },
  },
  nl: {
    shades: ['', 'licht', 'donker'],
    endings: ['', 'e'],
    stems: {
      red: 'rood rod',
      orange: 'oranje',
      yellow: 'geel gel',
      green: 'groen',
      turquoise: 'turkoois turkoiz',
      blue: 'blauw',
      purple: 'paars',
      pink: 'roze',
      brown: 'bruin',
      beige: '',
      black: 'zwart',
      white: 'wit witt',
      grey: 'grijs grijz',
    },
  },
} as const satisfies Record<string, Germanic>;

interface Germanic {
  readonly shades: readonly string[];
  readonly endings: readonly string[];
  readonly stems: Readonly<Record<NamedColour, string>>;
}

/** Of French, Spanish, Italian and Portuguese, in all genders and numbers; Rosa and Viola are rather names. */
const ROMANCE = {
  red: 'rouge rouges rojo roja rojos rojas rosso rossa rossi rosse vermelho vermelha vermelhos vermelhas',
  orange: 'arancione arancioni anaranjado anaranjada anaranjados anaranjadas alaranjado alaranjada',
  yellow: `jaune jaunes amarillo amarilla amarillos amarillas giallo gialla gialli gialle amarelo amarela amarelos
amarelas`,
  green: 'vert verte verts vertes verde verdes verdi',
  turquoise: 'turquesa turquesas turchese turchesi',
  blue: 'bleu bleue bleus bleues azul azules azuis blu azzurro azzurra azzurri azzurre',
  purple: 'violette violettes violets morado morada morados moradas violeta violetas roxo roxa roxos roxas',
  pink: 'rosado rosada rosados rosadas',
  brown:
    'brun brune bruns brunes marron marrons marrón marrones marrone marroni castanho castanha castanhos castanhas marrom',
  beige: 'beiges',
  black: 'noir noire noirs noires negro negra negros negras nero nera neri nere preto preta pretos pretas',
  white: `blanc blanche blancs blanches blanco blanca blancos blancas bianco bianca bianchi bianche branco branca brancos
brancas`,
  grey: `gris grise grises grigio grigia grigi grigie cinza cinzas cinzento cinzenta cinzentos cinzentas`,
} as const satisfies Record<NamedColour, string>;

const COLOURS: ReadonlyMap<string, NamedColour> = coloursByWord();

function coloursByWord(): Map<string, NamedColour> {
  const found = new Map<string, NamedColour>();
  const add = (colour: string, word: string): void => {
    for (const form of foldForms(word)) found.set(form, colour as NamedColour);
  };
  for (const { shades, endings, stems } of Object.values(GERMANIC))
    for (const [colour, words] of Object.entries(stems))
      for (const stem of words.split(' ').filter(Boolean))
        for (const shade of shades) for (const ending of endings) add(colour, shade + stem + ending);
  for (const [colour, words] of Object.entries(ROMANCE))
    for (const word of words.split(/\s+/u)) add(colour, word);
  return found;
}

/** The colour that a word names in German, Dutch, French, Spanish, Italian or Portuguese, however it is inflected; else null. */
export const foreignColour = (word: string): NamedColour | null => {
  const [form = ''] = foldForms(word);
  return COLOURS.get(form) ?? null;
};
