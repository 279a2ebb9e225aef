import { CELLS, codeOfColour, GRID, type NamedColour } from '../../domain/appearance.ts';
import type { PhotoIndex } from '../index/photo-index.ts';

/** Weight of a row or column of the grid, because the subject is usually in the middle. */
const BY_PLACE = [1, 2, 2, 1] as const;
/** Weight of the second colour of a cell relative to the first. */
const SECOND = 0.5;

/** Colours that are also called by another name, with their weight for it. */
const NEAR = {
  red: { orange: 0.2, pink: 0.2 },
  orange: { red: 0.2, yellow: 0.2, brown: 0.1 },
  yellow: { orange: 0.2, beige: 0.1 },
  green: { turquoise: 0.2 },
  turquoise: { blue: 0.3, green: 0.2 },
  blue: { turquoise: 0.3, purple: 0.1 },
  purple: { pink: 0.2, blue: 0.1 },
  pink: { red: 0.1, purple: 0.2 },
  brown: { beige: 0.2, orange: 0.1 },
  beige: { brown: 0.2, white: 0.1 },
  black: {},
  // The shaded side of white objects.
  white: { grey: 0.2, beige: 0.1 },
  grey: {},
} as const satisfies Record<NamedColour, Partial<Record<NamedColour, number>>>;

const tables = new Map<NamedColour, readonly Float32Array[]>();

/** Share added by each byte value of a cell; cells of equal weight share one table. */
function tablesOf(colour: NamedColour): readonly Float32Array[] {
  const known = tables.get(colour) ?? makeTables(colour);
  tables.set(colour, known);
  return known;
}

function makeTables(colour: NamedColour): Float32Array[] {
  const counts = new Float32Array(16);
  counts[codeOfColour(colour)] = 1;
  for (const [near, count] of Object.entries(NEAR[colour]) as [NamedColour, number][])
    counts[codeOfColour(near)] = count;
  const all = BY_PLACE.reduce<number>((sum, weight) => sum + weight, 0) ** 2;
  const made = new Map<number, Float32Array>();
  return Array.from({ length: CELLS }, (_, cell) => {
    const weight = (BY_PLACE[Math.floor(cell / GRID)] ?? 0) * (BY_PLACE[cell % GRID] ?? 0);
    const table =
      made.get(weight) ??
      Float32Array.from({ length: 256 }, (__, byte) => {
        const [first, second] = [counts[byte >> 4] as number, SECOND * (counts[byte & 15] as number)];
        return (weight / all) * Math.max(first, second);
      });
    made.set(weight, table);
    return table;
  });
}

/**
 * Share of each photo that has a colour, weighted towards the middle.
 * @param shares by ordinal, at least `index.count` long: 0 (none or unknown) to 1 (all of it)
 */
export function colourShares(index: PhotoIndex, colour: NamedColour, shares: Float32Array): void {
  const of = tablesOf(colour);
  const { colours, count } = index;
  const [corner, edge, centre] = [of[0], of[1], of[5]] as [Float32Array, Float32Array, Float32Array];
  for (let ordinal = 0, at = 0; ordinal < count; ordinal++, at += CELLS)
    shares[ordinal] =
      (corner[colours[at] as number] as number) +
      (edge[colours[at + 1] as number] as number) +
      (edge[colours[at + 2] as number] as number) +
      (corner[colours[at + 3] as number] as number) +
      (edge[colours[at + 4] as number] as number) +
      (centre[colours[at + 5] as number] as number) +
      (centre[colours[at + 6] as number] as number) +
      (edge[colours[at + 7] as number] as number) +
      (edge[colours[at + 8] as number] as number) +
      (centre[colours[at + 9] as number] as number) +
      (centre[colours[at + 10] as number] as number) +
      (edge[colours[at + 11] as number] as number) +
      (corner[colours[at + 12] as number] as number) +
      (edge[colours[at + 13] as number] as number) +
      (edge[colours[at + 14] as number] as number) +
      (corner[colours[at + 15] as number] as number);
}

/** The same for one photo. */
export function colourShare({ colours }: PhotoIndex, colour: NamedColour, ordinal: number): number {
  const cells = colours.subarray(ordinal * CELLS, (ordinal + 1) * CELLS);
  const of = tablesOf(colour);
  return Math.fround(cells.reduce((sum, byte, cell) => sum + (of[cell]?.[byte] ?? 0), 0));
}
