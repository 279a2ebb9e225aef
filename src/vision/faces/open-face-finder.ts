import { DESCRIPTOR_SIZE, type Face } from '../../domain/face.ts';
import { type InferenceSession, Tensor } from '../../platform/onnx/onnxruntime.ts';
import { openNetwork } from '../../platform/onnx/open-network.ts';
import { sizeWithin } from '../decode/check-size.ts';
import { resizePicture, type UprightPicture } from '../decode/decode-upright.ts';
import { alignFace, CHIP_SIZE, type Landmark } from './align-face.ts';
import { cutSquare } from './cut-square.ts';
import { bestBoxes, movedBox, type PixelBox, type ScoredBox, squareOf } from './pixel-box.ts';

const FOLDER = 'faces';
/** Longest side in pixels of the picture in which faces are looked for. */
const LONGEST_SIDE = 512;
/** The smallest face in that picture, in pixels. */
const SMALLEST_FACE = 20;
/** From one level of the pyramid to the next: half the area. */
const SHRINK = 0.709;
/** The window of the first network, and its stride, in pixels. */
const [WINDOW, STRIDE] = [12, 2];
const [REFINE_SIZE, LOCATE_SIZE] = [24, 48];
/** Least scores of the three networks. */
const [PROPOSED, REFINED, LOCATED] = [0.7, 0.7, 0.8];
/** Most boxes for the second network; measured: a median of 77 in photos with people, at most 603. */
const MOST_PROPOSED = 200;
const LANDMARKS = 5;

/** A face before it is described. */
export interface FoundFace extends ScoredBox {
  /** In pixels of the picture. */
  readonly landmarks: readonly Landmark[];
}

/** Finds and describes faces in pictures. */
export interface FaceFinder {
  /** The faces in a picture (MTCNN, Zhang 2016), best first, in its pixels. */
  find(picture: UprightPicture): Promise<FoundFace[]>;
  /** A face with its descriptor, cut out of the picture in full. */
  describe(picture: UprightPicture, face: FoundFace): Promise<Face>;
  close(): Promise<void>;
}

type Outputs = Readonly<Record<string, { readonly data: Float32Array; readonly dims: readonly number[] }>>;

/**
 * Loads the networks for faces.
 * @param models the models folder
 * @param threads of each network
 * @throws ModelFileError if a file is damaged or was changed; Error if one is missing
 */
export async function openFaceFinder(models: string, threads = 1): Promise<FaceFinder> {
  const open = (name: string): Promise<InferenceSession> =>
    openNetwork(models, `${FOLDER}/${name}.onnx`, threads);
  const [propose, refine, locate, recogniser] = await Promise.all([
    open('propose'),
    open('refine'),
    open('locate'),
    open('recogniser'),
  ]);
  return {
    async find(picture) {
      const small = await resizePicture(picture, sizeWithin([picture.width, picture.height], LONGEST_SIDE));
      const proposed = await proposeBoxes(propose, small);
      const refined = await refineBoxes(refine, small, proposed);
      const faces = await locateFaces(locate, small, refined);
      const scale = picture.width / small.width;
      return faces.map(({ score, box, landmarks }) => ({
        score,
        box: scaledBox(box, scale),
        landmarks: landmarks.map(([x, y]): Landmark => [x * scale, y * scale]),
      }));
    },
    async describe(picture, { score, box, landmarks }) {
      const chip = alignFace(picture, landmarks);
      const outputs = await run(recogniser, 'face', chip, [1, CHIP_SIZE, CHIP_SIZE, 3]);
      const descriptor = numbersOf(outputs, 'descriptor').slice();
      if (descriptor.length !== DESCRIPTOR_SIZE) throw new Error('The face network returned no descriptor.');
      const within = (value: number, length: number): number => Math.max(0, Math.min(1, value / length));
      const [left, top, right, bottom] = box;
      return {
        score,
        box: {
          left: within(left, picture.width),
          top: within(top, picture.height),
          right: within(right, picture.width),
          bottom: within(bottom, picture.height),
        },
        descriptor,
      };
    },
    async close() {
      await Promise.all([propose, refine, locate, recogniser].map((network) => network.release()));
    },
  };
}

const scaledBox = ([left, top, right, bottom]: PixelBox, scale: number): PixelBox => [
  left * scale,
  top * scale,
  right * scale,
  bottom * scale,
];

/** Squares that may be faces: every window of every level of a pyramid. */
async function proposeBoxes(network: InferenceSession, picture: UprightPicture): Promise<ScoredBox[]> {
  const shorter = Math.min(picture.width, picture.height);
  const all: (ScoredBox & { readonly moves: readonly number[] })[] = [];
  for (let scale = WINDOW / SMALLEST_FACE; shorter * scale >= WINDOW; scale *= SHRINK) {
    const size = [Math.trunc(picture.width * scale + 1), Math.trunc(picture.height * scale + 1)] as const;
    const level = await resizePicture(picture, size);
    const outputs = await run(network, 'image', level.rgb, [1, level.height, level.width, 3]);
    const [probabilities, moves] = [numbersOf(outputs, 'prob'), numbersOf(outputs, 'reg')];
    const [, , , columns = 0] = outputs['prob']?.dims ?? [];
    // Two planes: the second one is "face".
    const cells = probabilities.length / 2;
    const here: (ScoredBox & { readonly moves: readonly number[] })[] = [];
    for (let cell = 0; cell < cells; cell++) {
      const score = probabilities[cells + cell] as number;
      if (score < PROPOSED) continue;
      const left = (STRIDE * (cell % columns)) / scale;
      const top = (STRIDE * Math.floor(cell / columns)) / scale;
      const side = WINDOW / scale;
      const box: PixelBox = [left, top, left + side, top + side];
      here.push({ score, box, moves: [0, 1, 2, 3].map((plane) => moves[plane * cells + cell] ?? 0) });
    }
    all.push(...bestBoxes(here, 0.5, 'union'));
  }
  return bestBoxes(all, 0.7, 'union')
    .slice(0, MOST_PROPOSED)
    .map(({ score, box, moves }) => ({ score, box: squareOf(movedBox(box, moves, 0)) }));
}

async function refineBoxes(
  network: InferenceSession,
  picture: UprightPicture,
  boxes: readonly ScoredBox[],
): Promise<ScoredBox[]> {
  if (boxes.length === 0) return [];
  const outputs = await run(network, 'image', ...cropsOf(picture, boxes, REFINE_SIZE));
  const [probabilities, moves] = [numbersOf(outputs, 'prob'), numbersOf(outputs, 'reg')];
  const refined = boxes.map(({ box }, at) => ({ score: probabilities[2 * at + 1] ?? 0, box, at }));
  return bestBoxes(
    refined.filter(({ score }) => score >= REFINED),
    0.7,
    'union',
  ).map(({ score, box, at }) => ({ score, box: squareOf(movedBox(box, moves, 4 * at)) }));
}

async function locateFaces(
  network: InferenceSession,
  picture: UprightPicture,
  boxes: readonly ScoredBox[],
): Promise<FoundFace[]> {
  if (boxes.length === 0) return [];
  const outputs = await run(network, 'image', ...cropsOf(picture, boxes, LOCATE_SIZE));
  const [probabilities, moves] = [numbersOf(outputs, 'prob'), numbersOf(outputs, 'reg')];
  const points = numbersOf(outputs, 'points');
  const faces = boxes.map(({ box }, at): FoundFace => {
    const [left, top, right, bottom] = box;
    // All x, then all y, in parts of the square.
    const point = (of: number): number => points[2 * LANDMARKS * at + of] ?? 0;
    return {
      score: probabilities[2 * at + 1] ?? 0,
      box: movedBox(box, moves, 4 * at),
      landmarks: Array.from(
        { length: LANDMARKS },
        (_, of): Landmark => [
          left + point(of) * (right - left),
          top + point(LANDMARKS + of) * (bottom - top),
        ],
      ),
    };
  });
  return bestBoxes(
    faces.filter(({ score }) => score >= LOCATED),
    0.7,
    'smaller',
  );
}

/** The squares of a picture as one batch. */
function cropsOf(
  picture: UprightPicture,
  boxes: readonly ScoredBox[],
  size: number,
): [pixels: Uint8Array, shape: readonly number[]] {
  const bytes = size * size * 3;
  const pixels = new Uint8Array(boxes.length * bytes);
  boxes.forEach(({ box: [left, top, right] }, at) => {
    const scale = (right - left) / size;
    cutSquare(picture, [scale, 0, left, 0, scale, top], size, pixels.subarray(at * bytes, (at + 1) * bytes));
  });
  return [pixels, [boxes.length, size, size, 3]];
}

async function run(
  network: InferenceSession,
  input: string,
  pixels: Uint8Array,
  shape: readonly number[],
): Promise<Outputs> {
  const image = new Tensor('uint8', pixels, [...shape]);
  const outputs = await network.run({ [input]: image });
  return Object.fromEntries(
    Object.entries(outputs).map(([name, { data, dims }]) => {
      if (!(data instanceof Float32Array))
        throw new Error(`The face network returned no numbers in ${name}.`);
      return [name, { data, dims }];
    }),
  );
}

function numbersOf(outputs: Outputs, name: string): Float32Array {
  const output = outputs[name];
  if (output === undefined) throw new Error(`The face network has no output ${name}.`);
  return output.data;
}
