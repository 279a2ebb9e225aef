import type { Query, Span } from '../domain/query.ts';
import {
  CHINESE_FILLERS,
  CHINESE_NOT,
  CHINESE_OR,
  ENDS_WORD,
  EVERY_QUOTE,
  HAN,
  isAnd,
  isOperator,
  MINUS,
  SPACE,
} from './lexicon.ts';
import { parseQuery } from './parse-query.ts';
import { printField } from './print-query.ts';

/** A part of a search text as interpreted by the host. */
export interface Part extends Span {
  /** Under an odd number of "not". */
  readonly negated: boolean;
  /** Kind of its first interpretation; a date splits a word, other parts do not. */
  readonly as?: string;
}

/** A search text during editing: its parts as typed, joined and negated. */
type Tree =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Tree[] }
  | { readonly kind: 'not'; readonly part: Tree }
  | {
      readonly kind: 'leaf';
      readonly text: string;
      readonly edited: boolean;
      /** Only joins other parts ("of"); removed if nothing is left to join. */
      readonly filler: boolean;
    };
type Leaf = Extract<Tree, { kind: 'leaf' }>;

/**
 * Removes one part from a search text, together with what only joined it to others or negated it; empty if it was the
 * only part.
 * @param parts all parts of the text, including this one
 */
export const removePart = (text: string, part: Span, parts: readonly Part[]): string =>
  edit(text, part, parts, () => null);

/** Negates a part of a search text: adds a "not", or removes its own. */
export const negatePart = (text: string, part: Span, parts: readonly Part[]): string =>
  edit(text, part, parts, (leaf) => ({ kind: 'not', part: leaf }));

/** Replaces a part of a search text; the same "not" still applies. */
export const replacePart = (text: string, part: Span, parts: readonly Part[], other: string): string =>
  edit(text, part, parts, (leaf) => ({ ...leaf, text: other }));

/** Search text of one part alone, not negated. */
export const onlyPart = (text: string, { start, end }: Span): string => closed(text.slice(start, end));

function edit(text: string, part: Span, parts: readonly Part[], to: (leaf: Leaf) => Tree | null): string {
  const tree = new TreeBuilder(text, part, parts).build();
  const changed = change(tree, to);
  return changed === null || !hasParts(changed) ? '' : printTree(changed);
}

/** Closes unclosed quotes, because other text may follow. */
function closed(text: string): string {
  const quotes = text.match(EVERY_QUOTE)?.length ?? 0;
  return quotes % 2 === 0 ? text : `${text}"`;
}

/** Applies a change to the edited leaf of a tree; null if nothing is left. */
function change(tree: Tree, to: (leaf: Leaf) => Tree | null): Tree | null {
  switch (tree.kind) {
    case 'leaf':
      return tree.edited ? to(tree) : tree;
    case 'not': {
      const part = change(tree.part, to);
      const apart = part === null ? null : pullOut(part);
      if (apart !== null) return apart;
      // The remaining fillers only belonged to the removed part.
      return part === null || !hasParts(part) ? null : negate(part);
    }
    case 'and':
    case 'or': {
      const parts = tree.parts.map((one) => change(one, to)).filter((one) => one !== null);
      return group(tree.kind, tree.kind === 'or' ? parts.filter(hasParts) : parts.filter(joins));
    }
  }
}

/** False for an "and" with nothing to join on one side. */
const joins = (part: Tree, nth: number, parts: readonly Tree[]): boolean =>
  !isJoin(part) || (nth > 0 && parts.slice(nth + 1).some((next) => !isJoin(next)) && !isJoin(parts[nth - 1]));
const isJoin = (part: Tree | undefined): boolean => part?.kind === 'leaf' && part.filler && isAnd(part.text);

/** "Not (not red and car)" means "red, not car": a part that is now positive moves out of the negated group. */
function pullOut(tree: Tree): Tree | null {
  if (tree.kind !== 'and') return null;
  const at = tree.parts.findIndex(
    (part) => part.kind === 'not' && part.part.kind === 'leaf' && part.part.edited,
  );
  const wanted = tree.parts[at];
  const rest = group('and', tree.parts.toSpliced(at, 1));
  if (wanted === undefined || rest === null) return null;
  const not = hasParts(rest) ? [negate(rest)] : [];
  return group('and', at === 0 ? [negate(wanted), ...not] : [...not, negate(wanted)]);
}

const negate = (tree: Tree): Tree => (tree.kind === 'not' ? tree.part : { kind: 'not', part: tree });

const hasParts = (tree: Tree): boolean => {
  switch (tree.kind) {
    case 'leaf':
      return !tree.filler;
    case 'not':
      return hasParts(tree.part);
    case 'and':
    case 'or':
      return tree.parts.some(hasParts);
  }
};

function group(kind: 'and' | 'or', parts: readonly Tree[]): Tree | null {
  const flat = parts.flatMap((part) => (part.kind === kind ? part.parts : [part]));
  const [only] = flat;
  return flat.length > 1 ? { kind, parts: flat } : (only ?? null);
}

function printTree(tree: Tree): string {
  switch (tree.kind) {
    case 'leaf':
      return tree.text;
    case 'not': {
      const { part } = tree;
      const isOne = part.kind === 'leaf' && !SPACE.test(part.text.replace(QUOTED, ''));
      return isOne ? `-${printTree(part)}` : `-(${printTree(part)})`;
    }
    case 'and':
      return tree.parts
        .map((part) => (part.kind === 'or' ? `(${printTree(part)})` : printTree(part)))
        .join(' ');
    case 'or':
      return tree.parts.map(printTree).join(' | ');
  }
}
const QUOTED = new RegExp(`${EVERY_QUOTE.source}.*?${EVERY_QUOTE.source}`, 'gsu');

/** Characters of a Chinese word that form several parts, as one token. */
interface Cluster extends Span {
  readonly parts: readonly Part[];
}

/** Builds the tree of a search text whose parts are known. */
class TreeBuilder {
  readonly #text: string;
  readonly #edited: Span;
  readonly #wholes = new Map<number, Part>();
  readonly #clusters = new Map<number, Cluster>();

  constructor(text: string, edited: Span, parts: readonly Part[]) {
    this.#text = text;
    this.#edited = edited;
    let free = 0;
    const apart: Part[] = [];
    for (const part of parts.toSorted((a, b) => a.start - b.start)) {
      if (part.start < free || part.end <= part.start) continue;
      apart.push(part);
      free = part.end;
    }
    this.#sort(apart);
  }

  /** Separates parts that are whole words from those within a Chinese word. */
  #sort(parts: readonly Part[]): void {
    let cluster: Cluster | undefined;
    for (const [nth, part] of parts.entries()) {
      if (cluster !== undefined && part.as !== 'date' && part.end <= cluster.end) {
        cluster = { ...cluster, parts: [...cluster.parts, part] };
        this.#clusters.set(cluster.start, cluster);
        continue;
      }
      const dates = (one: Part | undefined): number | null => (one?.as === 'date' ? one.start : null);
      const from = this.#wordStart(part, parts[nth - 1]);
      const to = this.#wordEnd(
        part,
        parts
          .slice(nth + 1)
          .map(dates)
          .find((start) => start !== null) ?? null,
      );
      cluster = undefined;
      const isWhole = from === part.start && to === part.end;
      if (isWhole || part.as === 'date' || !HAN.test(this.#text.slice(from, to))) {
        this.#wholes.set(part.start, part);
        continue;
      }
      cluster = { start: from, end: to, parts: [part] };
      this.#clusters.set(from, cluster);
    }
  }

  #wordStart({ start, end }: Part, before: Part | undefined): number {
    if (ENDS_WORD.test(this.#text.slice(start, end))) return start;
    const least = before?.end ?? 0;
    let from = start;
    while (from > least && !ENDS_WORD.test(this.#text.charAt(from - 1))) from -= 1;
    while (from < start && MINUS.test(this.#text.charAt(from))) from += 1;
    // After a date, an "or" is a separate token.
    const or =
      before?.as === 'date' && from === before.end
        ? LONGEST_OR.find((sign) => this.#text.slice(from, start).startsWith(sign))
        : undefined;
    return from + (or?.length ?? 0);
  }

  #wordEnd({ start, end }: Part, next: number | null): number {
    if (ENDS_WORD.test(this.#text.slice(start, end))) return end;
    const most = next ?? this.#text.length;
    let to = end;
    while (to < most && !ENDS_WORD.test(this.#text.charAt(to))) to += 1;
    // Before a date, a joining or negating word is a separate token.
    const joining = this.#text.slice(end, to);
    const sign =
      to === next ? [...CHINESE_NOT, ...LONGEST_OR].find((one) => joining.endsWith(one)) : undefined;
    return to - (sign?.length ?? 0);
  }

  build(): Tree {
    const query = parseQuery(this.#text, [], [...this.#wholes.values(), ...this.#clusters.values()]);
    return this.#tree(query, false);
  }

  /** @param negated whether it is under an odd number of "not" */
  #tree(query: Query, negated: boolean): Tree {
    switch (query.kind) {
      case 'and':
      case 'or': {
        const parts = query.parts.map((part) => this.#tree(part, negated));
        return group(query.kind, parts) ?? { kind: 'and', parts: [] };
      }
      case 'not':
        return query.byWord ? this.#notByWord(query.part, negated) : negate(this.#tree(query.part, !negated));
      case 'field':
        return this.#leaf(printField(query.field, query.value), query.span, false);
      case 'date':
        return this.#leaf(query.text, query.span, false);
      case 'word': {
        const cluster = this.#clusters.get(query.span.start);
        return cluster === undefined ? this.#word(query) : this.#chinese(cluster, negated);
      }
    }
  }

  #leaf(text: string, span: Span, filler: boolean): Leaf {
    const { start, end } = this.#edited;
    return { kind: 'leaf', text, edited: span.start === start && span.end === end, filler };
  }

  #word({ text, quoted, span }: Extract<Query, { kind: 'word' }>): Leaf {
    const isPart = this.#wholes.has(span.start);
    // Text that was not an operator at its old position may be one here.
    const written = quoted || isOperator(text) ? `"${text}"` : closed(text);
    return this.#leaf(written, span, !isPart && !quoted);
  }

  #part(part: Part): Leaf {
    return this.#leaf(closed(this.#text.slice(part.start, part.end)), part, false);
  }

  /**
   * A negating word applies to the words after it up to the last that the host interpreted as negated; the others are
   * positive.
   */
  #notByWord(query: Query, negated: boolean): Tree {
    const words = query.kind === 'and' ? query.parts : [query];
    if (!words.every((word) => word.kind === 'word' && !word.quoted))
      return negate(this.#tree(query, !negated));
    const items = words.flatMap((word) => this.#reached(word as Extract<Query, { kind: 'word' }>, negated));
    const end = items.findLastIndex(({ isNegated }) => isNegated === true) + 1;
    const first = items.findIndex(({ isNegated }) => isNegated !== null);
    const inside = items
      .slice(Math.max(0, first), end)
      .map(({ tree, isNegated }) => (isNegated === false ? negate(tree) : tree));
    const not = group('and', inside);
    const rest = items.slice(end).map(({ tree }) => tree);
    return group('and', [...(not === null ? [] : [negate(not)]), ...rest]) ?? { kind: 'and', parts: [] };
  }

  /** A word after a "not": each of its parts with whether the "not" applies to it; null for words that only join. */
  #reached(
    word: Extract<Query, { kind: 'word' }>,
    negated: boolean,
  ): { readonly tree: Tree; readonly isNegated: boolean | null }[] {
    const cluster = this.#clusters.get(word.span.start);
    if (cluster === undefined) {
      const part = this.#wholes.get(word.span.start);
      return [{ tree: this.#word(word), isNegated: part === undefined ? null : part.negated !== negated }];
    }
    return cluster.parts.map((part) => ({ tree: this.#part(part), isNegated: part.negated !== negated }));
  }

  /** A Chinese word: as typed, or split around the edited part, with each "or" as a separate group. */
  #chinese(cluster: Cluster, negated: boolean): Tree {
    const { start, end } = this.#edited;
    if (start < cluster.start || end > cluster.end)
      return this.#leaf(this.#text.slice(cluster.start, cluster.end), cluster, false);
    const sides = this.#sides(cluster).map((side) => {
      const parts = cluster.parts.filter((part) => part.start >= side.start && part.end <= side.end);
      const at = parts.findIndex((part) => part.start === start && part.end === end);
      const part = parts[at];
      if (part === undefined) return this.#chunk(side.start, side.end, parts);
      const leaf = this.#part(part);
      const before = this.#chunk(side.start, start, parts.slice(0, at));
      const after = this.#after(end, side.end, parts.slice(at + 1), negated);
      return group('and', [...before, part.negated !== negated ? negate(leaf) : leaf, ...after]);
    });
    return (
      group(
        'or',
        sides.flatMap((side) => side ?? []),
      ) ?? { kind: 'and', parts: [] }
    );
  }

  /** Spans between the "or" that join parts of a Chinese word. */
  #sides({ start, end, parts }: Cluster): Span[] {
    const sides: Span[] = [];
    let from = start;
    for (let nth = 0; nth <= parts.length; nth++) {
      let at = parts[nth - 1]?.end ?? start;
      const to = parts[nth]?.start ?? end;
      while (at < to) {
        const or = LONGEST_OR.find((one) => this.#text.startsWith(one, at) && at + one.length <= to);
        if (or !== undefined) {
          sides.push({ start: from, end: at });
          from = at + or.length;
        }
        at += or?.length ?? 1;
      }
    }
    return [...sides, { start: from, end }];
  }

  /** The text after the edited part; its first part is negated if the "not" before the edited part extends to it. */
  #after(start: number, end: number, parts: readonly Part[], negated: boolean): Tree[] {
    let reached = 0;
    for (let at = start; reached < parts.length; reached++) {
      const part = parts[reached] as Part;
      const joining = this.#text.slice(at, part.start);
      if (part.negated === negated || CHINESE_NOT.some((not) => joining.endsWith(not))) break;
      at = part.end;
    }
    const [first, last] = [parts[0], parts[reached - 1]];
    if (first === undefined || last === undefined) return this.#chunk(start, end, parts);
    const not = this.#chunk(first.start, last.end, parts.slice(0, reached)).map(negate);
    return [...not, ...this.#chunk(last.end, end, parts.slice(reached))];
  }

  /** The rest of a Chinese word as one piece, without what joined it to the removed part. */
  #chunk(start: number, end: number, parts: readonly Part[]): Leaf[] {
    const [first, last] = [parts[0], parts.at(-1)];
    if (first === undefined || last === undefined) return [];
    const head = withoutFillers(this.#text.slice(start, first.start), 'before');
    const tail = withoutFillers(this.#text.slice(last.end, end), 'after');
    const text = head + this.#text.slice(first.start, last.end) + tail;
    return [{ kind: 'leaf', text, edited: false, filler: false }];
  }
}

const LONGEST_OR = [...CHINESE_OR].sort((a, b) => b.length - a.length);
const FILLERS = [...CHINESE_FILLERS].sort((a, b) => b.length - a.length);

/** The text before or after the parts of a Chinese word, without words that only join them to others. */
function withoutFillers(joining: string, side: 'before' | 'after'): string {
  let rest = joining;
  if (side === 'after') {
    const not = CHINESE_NOT.find((one) => rest.endsWith(one));
    rest = rest.slice(0, rest.length - (not?.length ?? 0));
  }
  for (;;) {
    const filler = FILLERS.find((one) =>
      side === 'before'
        ? rest.startsWith(one) && !CHINESE_NOT.some((not) => rest.startsWith(not))
        : rest.endsWith(one),
    );
    if (filler === undefined) return rest;
    rest = side === 'before' ? rest.slice(filler.length) : rest.slice(0, rest.length - filler.length);
  }
}
