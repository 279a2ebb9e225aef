import type { Corner, TextLine } from '../../domain/text-line.ts';
import { readModelFile } from '../../platform/files/read-model-file.ts';
import { type InferenceSession, Tensor } from '../../platform/onnx/onnxruntime.ts';
import { openNetwork } from '../../platform/onnx/open-network.ts';
import { resizePicture, type UprightPicture } from '../decode/decode-upright.ts';
import { boxesInMap, type TextMap } from './boxes-in-map.ts';
import { cutStrip, STRIP_HEIGHT } from './cut-strip.ts';
import { type ReadText, readCharacters } from './read-characters.ts';
import type { TextBox } from './text-box.ts';

const FOLDER = 'ocr';
/** The sides of the detector's input are multiples of this. */
const GRID = 32;
/** By plane of the input (blue, green, red): the network was trained with the means in this order. */
const PLANES = [
  { mean: 0.485, deviation: 0.229 },
  { mean: 0.456, deviation: 0.224 },
  { mean: 0.406, deviation: 0.225 },
];
/** A box that is this many times as high as wide is a column. */
const COLUMN = 1.5;
/** A column that is read character by character must be this sure. */
const SURE_COLUMN = 0.9;

/** Finds and reads text in pictures. */
export interface TextReader {
  /**
   * The boxes of lines in a picture, from top to bottom, in its pixels.
   * @param longestSide of the picture that the detector receives, in pixels; the picture is never enlarged
   */
  find(picture: UprightPicture, longestSide: number): Promise<readonly TextBox[]>;
  /** The text in a box; null if there is none. */
  read(picture: UprightPicture, box: TextBox): Promise<ReadText | null>;
  close(): Promise<void>;
}

/**
 * Loads the networks for text: PP-OCRv6 tiny.
 * @param models the models folder
 * @param threads of each network
 * @throws ModelFileError if a file is damaged or was changed; Error if one is missing
 */
export async function openTextReader(models: string, threads = 1): Promise<TextReader> {
  const open = (name: string): Promise<InferenceSession> => openNetwork(models, `${FOLDER}/${name}`, threads);
  const dictionary = (await readModelFile(models, `${FOLDER}/dictionary.txt`)).toString();
  // The first class is the blank, the last one the space.
  const characters = ['', ...dictionary.split('\n').slice(0, -1), ' '];
  const [detector, recogniser] = await Promise.all([open('detector.onnx'), open('recogniser.onnx')]);

  const readStrip = async (picture: UprightPicture, box: TextBox, cells = 1): Promise<ReadText | null> => {
    const { values, width } = cutStrip(picture, box, cells);
    return readCharacters(await run(recogniser, values, [1, 3, STRIP_HEIGHT, width]), characters);
  };
  return {
    find: (picture, longestSide) => findBoxes(detector, picture, longestSide),
    async read(picture, box) {
      if (box.across <= COLUMN * box.along) return readStrip(picture, box);
      // Either text that is turned by 90 degrees, or characters one below the other.
      const { along, across, ux, uy } = box;
      const turned = await readStrip(picture, { ...box, along: across, across: along, ux: uy, uy: -ux });
      const cells = Math.max(2, Math.round(across / along));
      let best = turned;
      for (const count of [cells, cells + 1, cells + 2]) {
        const column = await readStrip(picture, box, count);
        if (column === null || column.confidence < SURE_COLUMN) continue;
        if (best === null || column.confidence > best.confidence) best = column;
      }
      return best;
    },
    async close() {
      await Promise.all([detector.release(), recogniser.release()]);
    },
  };
}

async function findBoxes(
  detector: InferenceSession,
  picture: UprightPicture,
  longestSide: number,
): Promise<readonly TextBox[]> {
  const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height));
  const side = (length: number): number => Math.max(GRID, Math.round((length * scale) / GRID) * GRID);
  const [width, height] = [side(picture.width), side(picture.height)];
  const resized = await resizePicture(picture, [width, height]);
  const values = await run(detector, detectorInput(resized), [1, 3, height, width]);
  const map: TextMap = { values, width, height };
  return boxesInMap(map, picture.width, picture.height);
}

/** [3, height, width]: planes in the order blue, green, red. */
function detectorInput({ rgb, width, height }: UprightPicture): Float32Array {
  const plane = width * height;
  const values = new Float32Array(3 * plane);
  PLANES.forEach(({ mean, deviation }, channel) => {
    for (let at = 0; at < plane; at++)
      values[channel * plane + at] = ((rgb[3 * at + 2 - channel] as number) / 255 - mean) / deviation;
  });
  return values;
}

async function run(
  network: InferenceSession,
  values: Float32Array,
  shape: readonly number[],
): Promise<Float32Array> {
  const outputs = await network.run({ x: new Tensor('float32', values, [...shape]) });
  const data = outputs[network.outputNames[0] ?? '']?.data;
  if (!(data instanceof Float32Array)) throw new Error('The text network returned no numbers.');
  return data;
}

/** A line in fractions of its picture. */
export function textLineOf({ text, confidence }: ReadText, box: TextBox, picture: UprightPicture): TextLine {
  const corner = (s: number, t: number): Corner => {
    const x = box.x + s * box.along * box.ux - t * box.across * box.uy;
    const y = box.y + s * box.along * box.uy + t * box.across * box.ux;
    const within = (value: number, length: number): number => Math.max(0, Math.min(1, value / length));
    return [within(x, picture.width), within(y, picture.height)];
  };
  return { text, confidence, box: [corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1)] };
}
