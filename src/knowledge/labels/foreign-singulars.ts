/** How a plural ends in French, Spanish, Italian, Portuguese and Dutch, and what its singular may end in instead. */
const ENDINGS: readonly (readonly [plural: RegExp, singulars: readonly string[]])[] = [
  [/s$/u, ['']],
  [/es$/u, ['']],
  // Bateaux, chevaux.
  [/x$/u, ['']],
  [/aux$/u, ['al']],
  // Peces, luces.
  [/ces$/u, ['z']],
  // Homens, leões, animais, hotéis.
  [/ns$/u, ['m']],
  [/oes$/u, ['ao']],
  [/aes$/u, ['ao']],
  [/ais$/u, ['al']],
  [/eis$/u, ['el']],
  // Gatti, cani, case, laghi, barche.
  [/i$/u, ['o', 'e', 'io']],
  [/e$/u, ['a']],
  [/hi$/u, ['o']],
  [/he$/u, ['a']],
  // Honden, katten, bomen, huizen, brieven.
  [/en$/u, ['']],
  [/(?<=([bdfgklmnprst]))\1en$/u, ['']],
  [/zen$/u, ['s']],
  [/ven$/u, ['f']],
];
/** An open syllable of Dutch, which is closed in the singular: bomen, boom. */
const OPEN_SYLLABLE = /(?<=[^aeiou])([aeou])([bdfgklmnprst])en$/u;

const SHORTEST = 4;

/** What a word in lower case, folded or not, may be the plural of in languages other than English and German; most are no words. */
export function foreignSingularsOf(word: string): readonly string[] {
  if (word.length < SHORTEST || !/^\p{Script=Latin}+$/u.test(word)) return [];
  return [
    ...ENDINGS.flatMap(([plural, singulars]) =>
      plural.test(word) ? singulars.map((singular) => word.replace(plural, singular)) : [],
    ),
    ...(OPEN_SYLLABLE.test(word) ? [word.replace(OPEN_SYLLABLE, '$1$1$2')] : []),
  ];
}
