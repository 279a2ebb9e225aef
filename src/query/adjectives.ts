import { fold } from '../domain/fold.ts';

/** Endings of German adjectives. */
const GERMAN_ENDINGS = ['', 'e', 'er', 'es', 'en', 'em'];

/** An adjective in English, and in other languages; `of` what it states something. */
interface Adjective {
  readonly of: 'size' | 'age';
  readonly en: string;
  /** Without an ending. */
  readonly de: string;
  /** In all genders and numbers. */
  readonly others: string;
  readonly zh: string;
}

/**
 * Adjectives of size and age, which no label has, by the English one that phrases are made of. None is mostly another word,
 * and none is of colours.
 */
const ADJECTIVES: Readonly<Record<string, Adjective>> = {
  small: {
    of: 'size',
    en: 'small little tiny',
    de: 'klein winzig',
    others: `petit petite petits petites minuscule pequeño pequeña pequeños pequeñas piccolo piccola piccoli piccole pequeno
pequena pequenos pequenas kleine liten litet lilla lille`,
    zh: '小 小小 很小',
  },
  big: {
    of: 'size',
    en: 'big large huge',
    de: 'groß riesig',
    others: `grand grande grands grandes gros grosse grosses énorme gran enorme grandi groot grote stor stort stora store`,
    zh: '大 大大 很大 巨大 巨型',
  },
  old: {
    of: 'age',
    en: 'old',
    de: 'alt',
    others: `vieux vieil vieille vieilles ancien ancienne anciens anciennes viejo vieja viejos viejas antiguo antigua antiguos
antiguas vecchio vecchia vecchi vecchie antico antica antichi antiche velho velha velhos velhas antigo antiga antigos antigas
oud oude gammal gammalt gamla gammel gamle`,
    zh: '老 旧 老旧 古老 破旧',
  },
  new: {
    of: 'age',
    en: 'new',
    de: 'neu',
    others: `nouveau nouvelle nouvelles nuevo nueva nuevos nuevas nuovo nuova nuovi nuove novo nova novos novas nieuw nieuwe ny
nytt nya`,
    zh: '新 崭新 全新',
  },
  young: {
    of: 'age',
    en: 'young',
    de: 'jung',
    others: 'jeune jeunes joven jóvenes giovane giovani jovem jovens jong jonge ung unga unge',
    zh: '年轻 年幼',
  },
  long: {
    of: 'size',
    en: '',
    de: 'lang',
    others: 'longue largo larga lungo lunga longo longa lange',
    zh: '',
  },
  short: { of: 'size', en: '', de: 'kurz', others: 'kort korte', zh: '' },
};

/** What an adjective states, and the English one that means the same. */
export interface SizeOrAge {
  readonly of: Adjective['of'];
  readonly english: string;
  /** The word is English itself. */
  readonly isEnglish: boolean;
}

const BY_WORD: ReadonlyMap<string, SizeOrAge> = new Map(
  Object.entries(ADJECTIVES).flatMap(([english, { of, en, de, others, zh }]) => {
    const german = de.split(' ').flatMap((word) => GERMAN_ENDINGS.map((ending) => word + ending));
    const foreign = [others, zh].flatMap((list) => list.split(/\s+/u)).concat(german);
    const rows = (words: readonly string[], isEnglish: boolean) =>
      words.filter(Boolean).map((word) => [fold(word), { of, english, isEnglish }] as const);
    return [...rows(foreign, false), ...rows(en.split(' '), true)];
  }),
);

/** What an adjective of size or age means, in English, Chinese and some ten other languages; null for other words. */
export const sizeOrAge = (word: string): SizeOrAge | null => BY_WORD.get(fold(word)) ?? null;
