import type { Corner, TextLine } from '../domain/text-line.ts';

/** A line as it is stored; see text_lines. */
export interface TextLineRow {
  readonly text: string;
  readonly confidence: number;
  readonly box: Uint8Array;
}

const CORNERS = 4;
const BYTES_A_NUMBER = 2;
const [MOST_CONFIDENT, FARTHEST] = [0xff, 0xffff];

export function textLineToBytes({ text, confidence, box }: TextLine): TextLineRow {
  const bytes = Buffer.alloc(2 * CORNERS * BYTES_A_NUMBER);
  box
    .flat()
    .forEach(
      (fraction, at) => void bytes.writeUInt16LE(Math.round(fraction * FARTHEST), at * BYTES_A_NUMBER),
    );
  return { text, confidence: Math.round(confidence * MOST_CONFIDENT), box: bytes };
}

export function textLineFromBytes({ text, confidence, box }: TextLineRow): TextLine {
  const view = new DataView(box.buffer, box.byteOffset, box.byteLength);
  const number = (at: number): number => view.getUint16(at * BYTES_A_NUMBER, true) / FARTHEST;
  const corner = (nth: number): Corner => [number(2 * nth), number(2 * nth + 1)];
  return {
    text,
    confidence: confidence / MOST_CONFIDENT,
    box: [corner(0), corner(1), corner(2), corner(3)],
  };
}
