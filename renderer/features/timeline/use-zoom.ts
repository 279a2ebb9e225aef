import { useMemo, useState } from 'react';

/** Row heights to choose from, pixels. */
const HEIGHTS = [84, 116, 156, 204, 260, 340];
/** Up to so many pixels of the screen high, a small picture of 512 pixels a side is sharp. */
const SHARP = 408;
const KEPT_AS = 'beachcomb.row-height';

export interface GridZoom {
  /** What rows should come near to, pixels. */
  readonly height: number;
  /** One step larger or smaller, or as it was at first; null where it cannot be. */
  readonly larger: (() => void) | null;
  readonly smaller: (() => void) | null;
  readonly reset: () => void;
}

const kept = (): number | null => {
  try {
    const height = Number(localStorage.getItem(KEPT_AS));
    return HEIGHTS.includes(height) ? height : null;
  } catch {
    // Without storage, it starts from the default each time.
    return null;
  }
};

function keep(height: number | null): void {
  try {
    if (height === null) localStorage.removeItem(KEPT_AS);
    else localStorage.setItem(KEPT_AS, String(height));
  } catch {
    // Then it holds for as long as the window is open.
  }
}

/** The heights at which the small pictures are sharp on a screen of this density; the two smallest always. */
export const sharpHeights = (density: number): readonly number[] =>
  HEIGHTS.filter((height, at) => at < 2 || height * density <= SHARP);

/** What fits a window of this width, where nobody chose. */
const fitting = (width: number): number => (width < 500 ? 116 : width < 900 ? 156 : width < 1800 ? 204 : 260);

/** How large the photos in the grid are: as chosen, which is remembered, or as fits the window. */
export function useZoom(): GridZoom {
  const [chosen, setChosen] = useState(kept);
  const heights = sharpHeights(window.devicePixelRatio);
  const wanted = chosen ?? fitting(window.innerWidth);
  const at = heights.findLastIndex((one) => one <= wanted);
  const [smaller, height, larger] = [heights[at - 1], heights[at] ?? wanted, heights[at + 1]];
  return useMemo(() => {
    const choose = (next: number | null): void => {
      setChosen(next);
      keep(next);
    };
    const to = (next: number | undefined): (() => void) | null =>
      next === undefined ? null : () => choose(next);
    return { height, larger: to(larger), smaller: to(smaller), reset: () => choose(null) };
  }, [smaller, height, larger]);
}
