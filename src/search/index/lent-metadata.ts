import { columnsWith } from '../../store/metadata-columns.ts';
import { NO_SMALL, type PhotoColumns, PLACED } from './photo-columns.ts';

/** Columns of which 0 says that there is no value: numbers of texts and of places. */
const NUMBERS = [...columnsWith({ memory: 'text' }), 'place'] as const;
const SMALL = columnsWith({ memory: 'small' });

type LentColumn = (typeof NUMBERS)[number] | (typeof SMALL)[number];

/**
 * Metadata that the shown photo of a stack has from another one, where it has none itself. Taken back before the
 * stacks are derived again.
 */
export class LentMetadata {
  /** The ordinals that each column has a value lent for. */
  readonly #borrowers = new Map<LentColumn, number[]>();

  clear(): void {
    this.#borrowers.clear();
  }

  /** Copies every value that one photo has and the other lacks. @param from ordinal, as `to` */
  lend(columns: PhotoColumns, from: number, to: number): void {
    for (const name of NUMBERS) this.#lend(name, columns[name], { from, to, none: 0 });
    for (const name of SMALL) this.#lend(name, columns[name], { from, to, none: NO_SMALL });
    if (columns.place[to] !== 0) (columns.flags[to] as number) |= PLACED;
  }

  #lend(
    name: LentColumn,
    column: PhotoColumns[LentColumn],
    { from, to, none }: { readonly from: number; readonly to: number; readonly none: number },
  ): void {
    const value = column[from] as number;
    if (column[to] !== none || value === none) return;
    column[to] = value;
    const borrowers = this.#borrowers.get(name) ?? [];
    this.#borrowers.set(name, borrowers);
    borrowers.push(to);
  }

  /** Removes all values that were lent. */
  takeBack(columns: PhotoColumns): void {
    for (const name of NUMBERS) for (const to of this.#borrowers.get(name) ?? []) columns[name][to] = 0;
    for (const name of SMALL) for (const to of this.#borrowers.get(name) ?? []) columns[name][to] = NO_SMALL;
    for (const to of this.#borrowers.get('place') ?? []) (columns.flags[to] as number) &= ~PLACED;
    this.#borrowers.clear();
  }
}
