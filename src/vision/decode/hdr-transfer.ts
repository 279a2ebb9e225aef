import { ByteRanges } from './camera-raw/byte-ranges.ts';
import { type IsoBox, isoBoxes } from './iso-boxes.ts';

/** How the values of a picture with high dynamic range are coded (ITU-T H.273). */
export interface HdrTransfer {
  readonly curve: 'pq' | 'hlg';
  /** Whether its primaries are those of BT.2020. */
  readonly isWide: boolean;
}

const PQ = 16;
const HLG = 18;
const BT2020 = 9;

/** The coding of an AVIF or HEIC file with high dynamic range; null for any other, and for one with an ICC profile. */
export function hdrTransferOf(bytes: Uint8Array): HdrTransfer | null {
  const file = new ByteRanges(bytes);
  const inside = (box: IsoBox, type: string, head = 0): IsoBox[] =>
    [...isoBoxes((at, length) => file.read(at, length), box.at + head, box.at + box.length)].filter(
      (child) => child.type === type,
    );
  const whole: IsoBox = { type: '', at: 0, length: file.size };
  // A version and flags come before the boxes of `meta`.
  const colours = inside(whole, 'meta')
    .flatMap((meta) => inside(meta, 'iprp', 4))
    .flatMap((properties) => inside(properties, 'ipco'))
    .flatMap((container) => inside(container, 'colr'));
  for (const { at } of colours) {
    const content = file.read(at, 10);
    if (content?.toString('latin1', 0, 4) !== 'nclx') continue;
    const transfer = content.readUInt16BE(6);
    if (transfer === PQ || transfer === HLG)
      return { curve: transfer === PQ ? 'pq' : 'hlg', isWide: content.readUInt16BE(4) === BT2020 };
  }
  return null;
}
