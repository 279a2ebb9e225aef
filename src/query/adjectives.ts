import { fold } from '../domain/fold.ts';

/** German adjectives without an ending, and their endings. */
const GERMAN = 'klein groß riesig winzig alt neu jung lang kurz'.split(' ');
const GERMAN_ENDINGS = ['', 'e', 'er', 'es', 'en', 'em'];

/**
 * Adjectives of size and age in other languages than English, which no label has: beside a thing they say which of its photos
 * come first. None that is mostly another word, and none of colours. The English ones are words of their own, as any that no
 * label has: the text network tells "old man" from a man, and with the man alone more is wrong.
 */
const OF_SIZE_AND_AGE: ReadonlySet<string> = new Set(
  [
    ...`petit petite petits petites grand grande grands grandes gros grosse grosses vieux vieil vieille vieilles ancien ancienne anciens
anciennes nouveau nouvelle nouvelles jeune jeunes longue énorme minuscule
pequeño pequeña pequeños pequeñas gran viejo vieja viejos viejas antiguo antigua antiguos antiguas nuevo nueva nuevos nuevas joven
jóvenes enorme largo larga
piccolo piccola piccoli piccole grandi vecchio vecchia vecchi vecchie antico antica antichi antiche nuovo nuova nuovi nuove giovane
giovani lungo lunga
pequeno pequena pequenos pequenas velho velha velhos velhas antigo antiga antigos antigas novo nova novos novas jovem jovens longo
longa
kleine groot grote oud oude nieuw nieuwe jong jonge lang lange kort korte
liten litet lilla lille stor stort stora store gammal gammalt gamla gammel gamle ny nytt nya ung unga unge`.split(
      /\s+/u,
    ),
    ...GERMAN.flatMap((word) => GERMAN_ENDINGS.map((ending) => word + ending)),
  ].map(fold),
);

/** Whether a word is an adjective of size or age in one of some ten languages; not in English. */
export const isOfSizeOrAge = (word: string): boolean => OF_SIZE_AND_AGE.has(fold(word));
