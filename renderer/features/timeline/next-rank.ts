import { type GridLayout, rankAcross, rowOfRank, sectionAcross } from './lay-out-grid.ts';

interface Place {
  readonly layout: GridLayout;
  /** The rank that the keyboard is at. */
  readonly active: number;
  readonly total: number;
  /** Rows that a page key goes over. */
  readonly pageRows: number;
}

/**
 * The rank that a key leads to, from 0 to the last; null for a key that leads nowhere.
 * @param isFar with the control or command key: over a whole section, or to an end of all
 */
export function nextRank(key: string, isFar: boolean, place: Place): number | null {
  const next = unboundedRank(key, isFar, place);
  return next === null ? null : Math.min(place.total - 1, Math.max(0, next));
}

function unboundedRank(
  key: string,
  isFar: boolean,
  { layout, active, total, pageRows }: Place,
): number | null {
  const row = layout.rows[rowOfRank(layout.rows, active)];
  const across = (direction: -1 | 1, times = 1): number =>
    Array.from({ length: times }).reduce<number>((rank) => rankAcross(layout, rank, direction), active);
  switch (key) {
    case 'ArrowLeft':
      return active - 1;
    case 'ArrowRight':
      return active + 1;
    case 'ArrowUp':
      return isFar ? sectionAcross(layout.sections, active, -1) : across(-1);
    case 'ArrowDown':
      return isFar ? sectionAcross(layout.sections, active, 1) : across(1);
    case 'PageUp':
      return across(-1, pageRows);
    case 'PageDown':
      return across(1, pageRows);
    case 'Home':
      return isFar ? 0 : (row?.first ?? 0);
    case 'End':
      if (isFar) return total - 1;
      return row?.kind === 'photos' ? row.first + row.count - 1 : active;
    default:
      return null;
  }
}
