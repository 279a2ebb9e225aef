/** Index range, from `from` up to `to`, of sorted strings with a common prefix. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Strings sorted by UTF-16 units (like `<`), so that the strings with a prefix form a range. */
export type SortedForms = readonly string[];

/** First unit of the scripts without letters, to which typo correction does not apply. */
const END_OF_LETTERS = 0x2e80;

/** Unit of a form at a depth; -1 after its end. */
const unitAt = (forms: SortedForms, place: number, depth: number): number => {
  const unit = forms[place]?.charCodeAt(depth) ?? Number.NaN;
  return Number.isNaN(unit) ? -1 : unit;
};

/**
 * First index in the range with a unit at `depth` of at least `unit`. All forms of the range have the same units before
 * `depth`.
 */
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

/** Of forms that share `depth` units, those that continue with the text. */
function goOn(forms: SortedForms, range: Range, depth: number, text: string): Range {
  let at = range;
  for (let i = 0; i < text.length && at.from < at.to; i++)
    at = narrow(forms, at, depth + i, text.charCodeAt(i));
  return at;
}

/** Forms that begin with a text. */
export const startingWith = (forms: SortedForms, text: string): Range =>
  goOn(forms, { from: 0, to: forms.length }, 0, text);

/** Forms with a prefix that is one edit from the typed text. */
export interface Edited extends Range {
  /** Length of the prefix in UTF-16 units. */
  readonly length: number;
  /** The first letter differs, other than by a swap with the second. */
  readonly otherFirst: boolean;
}

/**
 * Forms that begin with a text after one edit: an extra, missing or wrong letter, or two adjacent letters swapped
 * (Damerau-Levenshtein distance 1). Ranges may overlap.
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
    add(range, at, rest); // extra
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
