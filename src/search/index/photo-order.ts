import { newestFirst } from './newest-first.ts';
import { MISSING } from './photo-columns.ts';
import type { PhotoTable } from './photo-table.ts';

/** Photos that a search finds only where it asks for them: those that are not there, and those that the user hid. */
export interface HiddenStates {
  readonly missing: boolean;
  readonly hidden: boolean;
}

/** The ordinals with a 1 in the column; the same array if all have. */
const only = (ordinals: Uint32Array<ArrayBuffer>, column: Uint8Array): Uint32Array<ArrayBuffer> =>
  ordinals.some((ordinal) => column[ordinal] === 0)
    ? ordinals.filter((ordinal) => column[ordinal] === 1)
    : ordinals;

/** Ordinals of the current photos, newest photo first, and which of them count in a search. */
export class PhotoOrder {
  readonly #table: PhotoTable;
  #order = new Uint32Array(0);
  #ranks = new Uint32Array(0);
  #newest = new Uint32Array(0);
  /** `newest` with missing photos. Each is the array before it, if it has the same photos. */
  #newestKnown = new Uint32Array(0);
  /** By the hidden states that a search asks for. */
  readonly #counted = new Map<string, Uint8Array>();

  constructor(table: PhotoTable) {
    this.#table = table;
  }

  /**
   * Follows photos that were added and others that became dead.
   * @param redated ordinals that have another date
   * @param first first added ordinal
   */
  follow(redated: ReadonlySet<number>, first: number): void {
    const { columns, count } = this.#table;
    this.#counted.clear();
    this.restore(newestFirst(columns, this.#order, redated, first, count));
  }

  /** Takes an order of all current photos of the table, as `order` gives it. */
  restore(order: Uint32Array<ArrayBuffer>): void {
    const { columns, count } = this.#table;
    this.#order = order;
    this.#ranks = new Uint32Array(count);
    for (let rank = 0; rank < this.#order.length; rank++) this.#ranks[this.#order[rank] as number] = rank;
    this.#newestKnown = only(this.#order, columns.known);
    this.#newest = only(this.#newestKnown, columns.alive);
  }

  /** All current photos, whether or not they can be found, as `newestFirst` orders them. */
  get order(): Uint32Array<ArrayBuffer> {
    return this.#order;
  }

  /** Places in `order`, by ordinal; without meaning for dead ordinals. */
  get ranks(): Uint32Array {
    return this.#ranks;
  }

  /** The photos that can be found: without those that are missing or in a stack. */
  get newest(): Uint32Array {
    return this.#newest;
  }

  /** The same with the photos of hidden states. */
  newestWith(states: HiddenStates): Uint32Array {
    return states.missing || states.hidden ? only(this.#newestKnown, this.countedWith(states)) : this.#newest;
  }

  /** Ordinals of the photos that are shown and missing. */
  missing(): Uint32Array {
    if (this.#newestKnown.length === this.#newest.length) return new Uint32Array(0);
    return this.newestWith({ missing: true, hidden: false }).filter((ordinal) => this.isMissing(ordinal));
  }

  /** By ordinal: 1 for the photos that count in a search, with those of the hidden states that it asks for. */
  countedWith({ missing, hidden }: HiddenStates): Uint8Array {
    const { alive, known } = this.#table.columns;
    if (!missing && !hidden) return alive;
    const key = `${missing} ${hidden}`;
    const counted =
      this.#counted.get(key) ??
      known.map((is, ordinal) =>
        (!missing && this.isMissing(ordinal)) || (!hidden && this.#table.hidden.has(ordinal)) ? 0 : is,
      );
    this.#counted.set(key, counted);
    return counted;
  }

  /** Whether none of the photo's files is there. */
  isMissing(ordinal: number): boolean {
    return ((this.#table.columns.flags[ordinal] as number) & MISSING) !== 0;
  }
}
