import { columnsWith } from '../../store/metadata-columns.ts';
import { NO_SMALL, type PhotoColumns, PLACED } from './photo-columns.ts';
import type { Stacks } from './photo-stacks.ts';

/** Columns of which 0 says that there is no value: numbers of texts and of places. */
const TEXTS = columnsWith({ memory: 'text' }).filter((name) => name !== 'contentId');
const NUMBERS = [...TEXTS, 'place'] as const;
const SMALL = columnsWith({ memory: 'small' });
/** Metadata fields that a stack has from any of its photos, beside the place. */
export const LENT_FIELDS = [...TEXTS, ...SMALL];

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

  /** Gives the shown photo of each stack every value that it lacks and a RAW of it has. */
  lend(columns: PhotoColumns, stacks: Stacks): void {
    for (const name of NUMBERS) this.#lend(name, columns, 0, stacks);
    for (const name of SMALL) this.#lend(name, columns, NO_SMALL, stacks);
    for (const to of this.#borrowers.get('place') ?? []) (columns.flags[to] as number) |= PLACED;
  }

  #lend(name: LentColumn, columns: PhotoColumns, none: number, stacks: Stacks): void {
    const column = columns[name];
    const borrowers: number[] = [];
    for (const raw of stacks.raws) {
      const [value, to] = [column[raw] as number, stacks.shown(raw)];
      if (value === none || column[to] !== none) continue;
      column[to] = value;
      if (name === 'place') copyCoordinates(columns, raw, to);
      borrowers.push(to);
    }
    this.#borrowers.set(name, borrowers);
  }

  /** Removes all values that were lent. */
  takeBack(columns: PhotoColumns): void {
    for (const name of NUMBERS) for (const to of this.#borrowers.get(name) ?? []) columns[name][to] = 0;
    for (const name of SMALL) for (const to of this.#borrowers.get(name) ?? []) columns[name][to] = NO_SMALL;
    for (const to of this.#borrowers.get('place') ?? []) {
      (columns.flags[to] as number) &= ~PLACED;
      columns.latitude[to] = Number.NaN;
      columns.longitude[to] = Number.NaN;
    }
    this.#borrowers.clear();
  }
}

function copyCoordinates({ latitude, longitude }: PhotoColumns, from: number, to: number): void {
  latitude[to] = latitude[from] as number;
  longitude[to] = longitude[from] as number;
}
