/** Places from `from` up to `to` in an array of sorted strings: all those with one beginning. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Strings in the order of their UTF-16 units (as `<` compares them), so that a beginning is a range. */
export type SortedForms = readonly string[];

/** From this unit on come the scripts without letters, where a slip of the finger is no edit. */
const END_OF_LETTERS = 0x2e80;

/** The unit of a form at a depth; -1 behind its end. */
const unitAt = (forms: SortedForms, place: number, depth: number): number => {
  const unit = forms[place]?.charCodeAt(depth) ?? Number.NaN;
  return Number.isNaN(unit) ? -1 : unit;
};

/** The first place in the range whose unit at `depth` is at least `unit`. All share what stands before. */
function firstAtLeast(forms: SortedForms, { from, to }: Range, depth: number, unit: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (unitAt(forms, middle, depth) < unit) low = middle + 1;
    else high = middle;
  }
  return low;
}

function narrow(forms: SortedForms, range: Range, depth: number, unit: number): Range {
  const from = firstAtLeast(forms, range, depth, unit);
  return { from, to: firstAtLeast(forms, { from, to: range.to }, depth, unit + 1) };
}

/** Of forms that share `depth` units, those that go on with the text. */
function goOn(forms: SortedForms, range: Range, depth: number, text: string): Range {
  let at = range;
  for (let i = 0; i < text.length && at.from < at.to; i++)
    at = narrow(forms, at, depth + i, text.charCodeAt(i));
  return at;
}

/** The forms that begin with a text. */
export const startingWith = (forms: SortedForms, text: string): Range =>
  goOn(forms, { from: 0, to: forms.length }, 0, text);

/** A beginning that is one edit from what was typed. */
export interface Edited extends Range {
  /** Its length in units. */
  readonly length: number;
  /** The first letter is another one, and not only swapped with the second. */
  readonly otherFirst: boolean;
}

/**
 * The forms that begin with a text in which one letter too many, one missing, one wrong, or two swapped
 * neighbours are put right (Damerau-Levenshtein 1). Ranges may overlap.
 */
export function startingNear(forms: SortedForms, text: string): Edited[] {
  const found: Edited[] = [];
  let range: Range = { from: 0, to: forms.length };
  for (let at = 0; at < text.length && range.from < range.to; at++) {
    const unit = text.charCodeAt(at);
    const rest = text.slice(at + 1);
    const add = (start: Range, depth: number, ending: string, swapped = false): void => {
      const end = goOn(forms, start, depth, ending);
      if (end.from < end.to)
        found.push({ ...end, length: depth + ending.length, otherFirst: at === 0 && !swapped });
    };
    add(range, at, rest); // one too many
    const next = text.charAt(at + 1);
    if (next !== '' && next !== text.charAt(at))
      add(goOn(forms, range, at, next + text.charAt(at)), at + 2, text.slice(at + 2), true); // swapped
    let from = firstAtLeast(forms, range, at, 0);
    while (from < range.to) {
      const other = unitAt(forms, from, at);
      if (other >= END_OF_LETTERS) break;
      const to = firstAtLeast(forms, { from, to: range.to }, at, other + 1);
      if (other !== unit) {
        add({ from, to }, at + 1, rest); // wrong
        add({ from, to }, at + 1, text.slice(at)); // missing
      }
      from = to;
    }
    range = narrow(forms, range, at, unit);
  }
  return found;
}
