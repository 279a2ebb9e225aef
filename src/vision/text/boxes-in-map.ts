import { type PixelPoint, smallestRectangle, type TextBox } from './text-box.ts';

/** A pixel of the map above this belongs to the core of a line. */
const IS_TEXT = 0.3;
/** A part whose pixels have a lower mean is dropped. */
const LEAST_MEAN = 0.6;
/** In pixels of the map. */
const LEAST_PIXELS = 12;
const LEAST_HALF_SIDE = 1.5;
/** The map shows only the core of a line: each side moves outwards by area × this / perimeter. */
const UNCLIP = 1.6;

/** The output of the detector: how much each pixel is the core of a line, 0 to 1, row-major. */
export interface TextMap {
  readonly values: Float32Array;
  readonly width: number;
  readonly height: number;
}

/**
 * The boxes of lines in a map (Differentiable Binarization, Liao 2020), in pixels of the picture that the map was made
 * of, from top to bottom.
 * @param width pixels of the picture, as `height`
 */
export function boxesInMap(map: TextMap, width: number, height: number): TextBox[] {
  const [scaleX, scaleY] = [width / map.width, height / map.height];
  return partsOf(map)
    .flatMap((corners) => {
      const box = smallestRectangle(corners);
      return Math.min(box.along, box.across) < LEAST_HALF_SIDE ? [] : [scaled(grown(box), scaleX, scaleY)];
    })
    .toSorted((a, b) => a.y - b.y || a.x - b.x);
}

function grown(box: TextBox): TextBox {
  const { along, across } = box;
  const by = (along * across * UNCLIP) / (along + across);
  return { ...box, along: along + by, across: across + by };
}

/** A box of the map in the picture, whose aspect differs slightly. */
function scaled({ x, y, along, across, ux, uy }: TextBox, scaleX: number, scaleY: number): TextBox {
  const [dx, dy] = [ux * scaleX, uy * scaleY];
  const length = Math.hypot(dx, dy);
  return {
    x: x * scaleX,
    y: y * scaleY,
    along: along * length,
    across: across * Math.hypot(uy * scaleX, ux * scaleY),
    ux: dx / length,
    uy: dy / length,
  };
}

/** Corners of the pixels at the ends of each row of every connected part (8 neighbours) that is large and sure enough. */
function partsOf(map: TextMap): PixelPoint[][] {
  const seen = new Uint8Array(map.values.length);
  const parts: PixelPoint[][] = [];
  for (let start = 0; start < map.values.length; start++) {
    if (seen[start] === 1 || (map.values[start] as number) < IS_TEXT) continue;
    const { rows, pixels, sum } = fillFrom(map, start, seen);
    if (pixels < LEAST_PIXELS || sum / pixels < LEAST_MEAN) continue;
    parts.push(
      [...rows].flatMap(([y, [from, to]]): PixelPoint[] => [
        [from, y],
        [to + 1, y],
        [from, y + 1],
        [to + 1, y + 1],
      ]),
    );
  }
  return parts;
}

interface Part {
  /** First and last pixel of each row. */
  readonly rows: ReadonlyMap<number, readonly [number, number]>;
  readonly pixels: number;
  /** Of the values of its pixels. */
  readonly sum: number;
}

function fillFrom({ values, width, height }: TextMap, start: number, seen: Uint8Array): Part {
  const rows = new Map<number, [number, number]>();
  const waiting = [start];
  seen[start] = 1;
  let [pixels, sum] = [0, 0];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const x = at % width;
    const y = (at - x) / width;
    pixels += 1;
    sum += values[at] as number;
    const row = rows.get(y);
    if (row === undefined) rows.set(y, [x, x]);
    else if (x < row[0]) row[0] = x;
    else if (x > row[1]) row[1] = x;
    for (let nextY = Math.max(0, y - 1); nextY <= Math.min(height - 1, y + 1); nextY++)
      for (let nextX = Math.max(0, x - 1); nextX <= Math.min(width - 1, x + 1); nextX++) {
        const next = nextY * width + nextX;
        if (seen[next] === 1 || (values[next] as number) < IS_TEXT) continue;
        seen[next] = 1;
        waiting.push(next);
      }
  }
  return { rows, pixels, sum };
}
