/** Costs of edits, from frequent slips to edits that are rarely accidental. */
export const SAME_SOUND = 0.5;
const NEAR_SOUND = 0.6;
export const SWAPPED = 0.65;
/** A last letter that German and Slavic languages say like the other: leopart. */
const FINAL_SOUND = 0.65;
const VOWEL = 0.75;
const NEIGHBOUR = 0.85;
const LETTER = 0.9;
const OTHER_LETTER = 1;
/** A different ending makes a different word: a plural, or a name (Marek). */
const OTHER_END = 1.1;
/** The first letter is rarely mistyped. */
const FIRST_LETTER = 0.5;
/** Added if the last letter also sounds different: Valentina is not "valentine". */
const LAST_LETTER = 0.7;
const FIRST_SWAPPED = 0.2;

/** Up to this cost, a word is a phonetic spelling: elefant, tenis, gitar. */
export const AS_IT_SOUNDS = NEAR_SOUND;

const VOWELS = new Set('aeiouy');
/** Pairs of letters that sound alike. */
const ALIKE = new Set('ck kc cs sc sz zs gj jg iy yi qk kq fv vf'.split(' '));
/** Pairs of letters that sound alike at the end of a word. */
const ALIKE_AT_END = new Set('td pb kg'.split(' '));
/** Letters that are silent before or after another: scissors, bridge, rhino, guitar, back. */
const SILENT_BEFORE = new Set('ck dg sc tc st'.split(' '));
const SILENT_BEHIND = new Set('gu ch gh rh th wh mb mn qu'.split(' '));

const KEYBOARD = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
const neighbours = new Set<string>();
for (const [row, keys] of KEYBOARD.entries())
  for (const [at, key] of [...keys].entries())
    for (const other of [keys[at + 1], KEYBOARD[row + 1]?.[at], KEYBOARD[row + 1]?.[at - 1]])
      if (other !== undefined) neighbours.add(key + other).add(other + key);

/** In a shorter word, a final e is pronounced or makes a different word: bird, bride. */
const SHORTEST_WITH_SILENT_END = 6;

/**
 * Cost of a missing letter between `before` and `next`; both may be empty.
 * @param length of the intended word
 */
function missing(letter: string, before: string, next: string, length: number): number {
  if (letter === before || letter === next) return SAME_SOUND;
  if (letter === 's' && next === '') return OTHER_END;
  if (letter === 'e' && next === '' && length >= SHORTEST_WITH_SILENT_END) return NEAR_SOUND;
  if (SILENT_BEFORE.has(letter + next) || SILENT_BEHIND.has(before + letter)) return NEAR_SOUND;
  return VOWELS.has(letter) ? VOWEL : LETTER;
}

/** Cost of an extra letter. */
function extra(letter: string, before: string, next: string): number {
  if (letter === before || letter === next) return SAME_SOUND;
  if (SILENT_BEFORE.has(letter + next) || SILENT_BEHIND.has(before + letter)) return NEAR_SOUND;
  if (next === '') return letter === 'e' && before !== 's' ? NEIGHBOUR : OTHER_END;
  // Adjacent vowels sound as one: hourse.
  return VOWELS.has(letter) && (VOWELS.has(before) || VOWELS.has(next)) ? VOWEL : LETTER;
}

function substituted(typed: string, meant: string): number {
  if (ALIKE.has(typed + meant)) return NEAR_SOUND;
  if (VOWELS.has(typed) && VOWELS.has(meant)) return VOWEL;
  return neighbours.has(typed + meant) ? NEIGHBOUR : OTHER_LETTER;
}

function substitutedAtEnd(typed: string, meant: string): number {
  if (ALIKE_AT_END.has(typed + meant)) return FINAL_SOUND;
  const edit = substituted(typed, meant);
  return edit > NEAR_SOUND ? edit + LAST_LETTER : edit;
}

/**
 * Cost of turning the typed text into the intended one with at most `edits` edits (an extra, missing or wrong letter,
 * two adjacent letters swapped, two that sound alike exchanged, f for ph, ie for y); 0 if they are equal, Infinity if more edits are necessary. Each
 * edit costs 0.5 to 1, plus 0.5 at the first letter. Starts at the first difference: time is linear in the text for one
 * edit, and five times that for two.
 */
export function editCost(typed: string, meant: string, edits: number, from = 0, other = 0): number {
  if (Math.abs(typed.length - from - (meant.length - other)) > 2 * edits) return Number.POSITIVE_INFINITY;
  let at = from;
  let to = other;
  while (at < typed.length && to < meant.length && typed[at] === meant[to]) {
    at += 1;
    to += 1;
  }
  if (at === typed.length && to === meant.length) return 0;
  if (edits === 0) return Number.POSITIVE_INFINITY;
  const before = at === 0 ? '' : typed.charAt(at - 1);
  const [letter, next] = [typed.charAt(at), typed.charAt(at + 1)];
  const [wanted, wantedNext] = [meant.charAt(to), meant.charAt(to + 1)];
  const first = at === 0 ? FIRST_LETTER : 0;
  const rest = (letters: number, wantedLetters: number): number =>
    editCost(typed, meant, edits - 1, at + letters, to + wantedLetters);
  let cost = Number.POSITIVE_INFINITY;
  const consider = (edit: number, after: number): void => {
    if (edit + after < cost) cost = edit + after;
  };
  if (letter !== '') consider(extra(letter, before, next) + first, rest(1, 0));
  if (wanted !== '') consider(missing(wanted, before, wantedNext, meant.length) + first, rest(0, 1));
  if (letter !== '' && wanted !== '') {
    const isLast = next === '' && wantedNext === '';
    consider((isLast ? substitutedAtEnd : substituted)(letter, wanted) + first, rest(1, 1));
    if (letter === wantedNext && next === wanted)
      consider(SWAPPED + (first === 0 ? 0 : FIRST_SWAPPED), rest(2, 2));
    // Letters that sound alike, one in the place of the other around a third: bycicle.
    const exchanged = typed.charAt(at + 2) === wanted && meant.charAt(to + 2) === letter;
    if (exchanged && next === wantedNext && ALIKE.has(letter + wanted))
      consider(NEAR_SOUND + first, rest(3, 3));
    if (letter === 'i' && next === 'e' && wanted === 'y') consider(SAME_SOUND, rest(2, 1));
    if (letter === 'f' && wanted === 'p' && wantedNext === 'h') consider(SAME_SOUND, rest(1, 2));
    if (wanted === 'f' && letter === 'p' && next === 'h') consider(SAME_SOUND, rest(2, 1));
  }
  return cost;
}
