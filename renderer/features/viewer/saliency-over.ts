import type { Output } from '../../../src/api/contract.ts';

/** Weights of the four cells around a place, `part` of the way from the second to the third (Catmull and Rom). */
function weights(part: number): readonly [number, number, number, number] {
  const [one, two, three] = [part, part ** 2, part ** 3];
  return [
    (-one + 2 * two - three) / 2,
    (2 - 5 * two + 3 * three) / 2,
    (one + 4 * two - 3 * three) / 2,
    (-two + three) / 2,
  ];
}

/**
 * A heat map, smoothly, over the whole picture: columns × rows numbers, 0 to 1, row by row. In the middle of a
 * cell it is the cell's value. What the cells do not cover is 0, and the map fades out towards it over half a
 * cell to each side, since an edge there would be taken for one in the picture.
 */
export function saliencyOver(
  { side, values, area }: Output<'photo.why'>,
  columns: number,
  rows: number,
): Float32Array {
  const start = (place: number, count: number, from: number, length: number): number =>
    (((place + 0.5) / count - from) / length) * side - 0.5;
  // An edge of the map that is an edge of the picture is extended as it is.
  const isEnd = {
    left: area.left < 1e-6,
    right: area.left + area.width > 1 - 1e-6,
    top: area.top < 1e-6,
    bottom: area.top + area.height > 1 - 1e-6,
  };
  const cell = (column: number, row: number): number => {
    const across = Math.max(0, Math.min(side - 1, column));
    const down = Math.max(0, Math.min(side - 1, row));
    if (across !== column && !(column < 0 ? isEnd.left : isEnd.right)) return 0;
    if (down !== row && !(row < 0 ? isEnd.top : isEnd.bottom)) return 0;
    return values[down * side + across] ?? 0;
  };

  const saliency = new Float32Array(columns * rows);
  for (let y = 0; y < rows; y++) {
    const down = start(y, rows, area.top, area.height);
    const row = Math.floor(down);
    const fromRows = weights(down - row);
    for (let x = 0; x < columns; x++) {
      const across = start(x, columns, area.left, area.width);
      const column = Math.floor(across);
      const fromColumns = weights(across - column);
      let sum = 0;
      fromRows.forEach((rowWeight, j) => {
        fromColumns.forEach((weight, i) => {
          sum += rowWeight * weight * cell(column - 1 + i, row - 1 + j);
        });
      });
      saliency[y * columns + x] = Math.max(0, Math.min(1, sum));
    }
  }
  return saliency;
}
