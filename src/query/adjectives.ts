import { fold } from '../domain/fold.ts';

/** Endings of German adjectives. */
const GERMAN_ENDINGS = ['', 'e', 'er', 'es', 'en', 'em'];

/** An adjective in English, and in other languages; `of` what it states something. */
interface Adjective {
  readonly of: 'size' | 'age' | 'look';
  readonly en: string;
  /** Without an ending. */
  readonly de: string;
  /** In all genders and numbers. */
  readonly others: string;
  readonly zh: string;
}

/**
 * Adjectives that no label has, because only a comparison or a taste decides, by the English one that phrases are made of.
 * With comparatives and superlatives. None is mostly another word ("nice", "great", "best"), and none is of colours.
 */
const ADJECTIVES: Readonly<Record<string, Adjective>> = {
  small: {
    of: 'size',
    en: 'small smaller smallest little littlest tiny tiniest',
    de: 'klein kleiner kleinst winzig',
    others: `petit petite petits petites minuscule pequeño pequeña pequeños pequeñas piccolo piccola piccoli piccole pequeno
pequena pequenos pequenas kleine liten litet lilla lille`,
    zh: '小 小小 很小 更小 最小',
  },
  big: {
    of: 'size',
    en: 'big bigger biggest large larger largest huge',
    de: 'groß größer größt riesig',
    others: `grand grande grands grandes gros grosse grosses énorme gran enorme grandi groot grote stor stort stora store
största grootste`,
    zh: '大 大大 很大 更大 最大 巨大 巨型',
  },
  old: {
    of: 'age',
    en: 'old older oldest',
    de: 'alt älter ältest',
    others: `vieux vieil vieille vieilles ancien ancienne anciens anciennes viejo vieja viejos viejas antiguo antigua antiguos
antiguas vecchio vecchia vecchi vecchie antico antica antichi antiche velho velha velhos velhas antigo antiga antigos antigas
oud oude oudste gammal gammalt gamla gammel gamle äldsta`,
    zh: '老 旧 老旧 古老 破旧 最老',
  },
  new: {
    of: 'age',
    en: 'new newer',
    de: 'neu',
    others: `nouveau nouvelle nouvelles nuevo nueva nuevos nuevas nuovo nuova nuovi nuove novo nova novos novas nieuw nieuwe ny
nytt nya`,
    zh: '新 崭新 全新',
  },
  young: {
    of: 'age',
    en: 'young younger youngest',
    de: 'jung jünger jüngst',
    others: 'jeune jeunes joven jóvenes giovane giovani jovem jovens jong jonge ung unga unge',
    zh: '年轻 年幼',
  },
  tall: {
    of: 'size',
    en: 'tall taller tallest high higher highest',
    de: 'hoch hoh höher höchst',
    others: `haut haute hauts hautes alto alta altos altas alti hoog hoge hoogste hög högt höga høy høye`,
    zh: '高 很高 高大 最高',
  },
  long: {
    of: 'size',
    en: 'long longer longest',
    de: 'lang länger längst',
    others:
      'longue longues largo larga largos largas lungo lunga lunghi lunghe longo longa longos longas lange',
    zh: '很长 最长',
  },
  short: {
    of: 'size',
    en: 'short shorter shortest',
    de: 'kurz kürzer kürzest',
    others: 'corto corta cortos cortas kort korte',
    zh: '很短 最短',
  },
  wide: {
    of: 'size',
    en: 'wide wider widest broad',
    de: 'breit breiter breitest',
    others: 'ancho ancha anchos anchas breed brede bred brett breda',
    zh: '宽 很宽 宽阔',
  },
  deep: {
    of: 'size',
    en: 'deep deeper deepest',
    de: 'tief tiefer tiefst',
    others:
      'profond profonde profonds profondes profondo profonda profundo profunda diep diepe djup djupt djupa',
    zh: '很深 最深',
  },
  fat: {
    of: 'size',
    en: 'fat fatter fattest chubby thick',
    de: 'dick dicker dickst fett',
    others: 'gordo gorda gordos gordas grasso grassa grassi grasse dikke tjock tjockt tjocka',
    zh: '胖 胖胖 很胖 最胖',
  },
  thin: {
    of: 'size',
    en: 'thin thinner thinnest slim skinny narrow',
    de: 'dünn schlank schmal',
    others: 'delgado delgada delgados delgadas magro magra magri magre dunne smal smalle smala',
    zh: '瘦 很瘦 细长',
  },
  fast: {
    of: 'look',
    en: 'fast faster fastest slow slower slowest',
    de: 'schnell',
    others: 'rapide rapides rápido rápida rápidos rápidas veloce veloci snelle snabb snabbt snabba',
    zh: '快速 飞快',
  },
  beautiful: {
    of: 'look',
    en: `beautiful prettier prettiest pretty lovely gorgeous stunning magnificent picturesque splendid amazing awesome
wonderful`,
    de: 'schön schöner schönst hübsch wunderschön herrlich',
    others: `beau bel belle beaux belles joli jolie jolis jolies magnifique magnifiques bello bella belli hermoso hermosa
hermosos hermosas bonito bonita bonitos bonitas lindo linda lindos lindas mooi mooie mooiste prachtig prachtige vacker vackert
vackra vakker vakre smuk smukke`,
    zh: '美 美丽 漂亮 好看 优美 壮观 最美',
  },
  cute: {
    of: 'look',
    en: 'cute cuter cutest adorable funny funnier funniest',
    de: 'süß niedlich putzig lustig drollig',
    others: `mignon mignonne mignons mignonnes adorables drôle drôles tierno tierna gracioso graciosa graciosos graciosas carino
carina carini carine buffo buffa fofo fofa schattig schattige grappig grappige söt sött söta rolig roliga`,
    zh: '可爱 萌 搞笑 好玩',
  },
  ugly: {
    of: 'look',
    en: 'ugly uglier ugliest',
    de: 'hässlich',
    others:
      'laid laide moche moches feo fea feos feas brutto brutta brutti brutte feio feia lelijk lelijke ful fult fula',
    zh: '丑 难看',
  },
};

/** What an adjective states, and the English one that means the same. */
export interface OrderingAdjective {
  readonly of: Adjective['of'];
  readonly english: string;
  /** The word is English itself. */
  readonly isEnglish: boolean;
}

const BY_WORD: ReadonlyMap<string, OrderingAdjective> = new Map(
  Object.entries(ADJECTIVES).flatMap(([english, { of, en, de, others, zh }]) => {
    const german = de.split(' ').flatMap((word) => GERMAN_ENDINGS.map((ending) => word + ending));
    const foreign = [others, zh].flatMap((list) => list.split(/\s+/u)).concat(german);
    const rows = (words: readonly string[], isEnglish: boolean) =>
      words.filter(Boolean).map((word) => [fold(word), { of, english, isEnglish }] as const);
    return [...rows(foreign, false), ...rows(en.split(' '), true)];
  }),
);

/**
 * What an adjective means that only orders the photos of a thing, in English, Chinese and some ten other languages; null for
 * other words.
 */
export const orderingAdjective = (word: string): OrderingAdjective | null => BY_WORD.get(fold(word)) ?? null;

/** Words that only say how much of an adjective: "the most beautiful", "sehr alt", 最大. */
const DEGREES: ReadonlySet<string> = new Set(
  `most more very really extremely super sehr richtig plus très más muy più molto mais muito meest zeer heel mest mycket
väldigt veldig 最 很 非常 特别 更`
    .split(/\s+/u)
    .map(fold),
);

/** Whether a word, before an adjective, only says how much of it. */
export const isDegree = (word: string): boolean => DEGREES.has(fold(word));
