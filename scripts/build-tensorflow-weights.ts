import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import * as z from 'zod';
import { gatherStrided, type StridedNumbers } from '../src/vision/classify/tensorflow/gather-strided.ts';
import { joinedWeights, type TensorflowWeights } from '../src/vision/classify/tensorflow/tensorflow-graph.ts';

/**
 * node scripts/node24.mjs scripts/build-tensorflow-weights.ts WEIGHTS.BIN: where each weight of the graph for
 * TensorFlow.js (models/photo/tfjs/model.json) is in model.onnx, so that the weights are kept once. WEIGHTS.BIN is what
 * the exporter wrote beside model.json. `npm run build:packs` afterwards.
 */

const folder = path.resolve(import.meta.dirname, '..', 'models', 'photo');
const specSchema = z.object({
  name: z.string(),
  shape: z.array(z.int()),
  dtype: z.enum(['float32', 'int32']),
  quantization: z.object({ dtype: z.literal('float16') }).optional(),
});
const manifestSchema = z.object({ weightsManifest: z.array(z.object({ weights: z.array(specSchema) })) });
/** Which dimension of a weight in model.onnx each of the graph's is: matrices, and filters of convolutions. */
const ORDERS: readonly (readonly number[])[] = [[0], [0, 1], [1, 0], [2, 3, 1, 0], [2, 3, 0, 1]];

/** A tensor of model.onnx: its dimensions, and where its numbers are. */
interface Tensor {
  readonly shape: readonly number[];
  readonly at: number;
  readonly bytes: number;
}

/** A field of a message of Protocol Buffers: a number, or the place of its content. */
interface Field {
  readonly number: number;
  readonly value: number;
  readonly start: number;
  readonly end: number;
}

function* fieldsOf(file: Buffer, start: number, end: number): Generator<Field> {
  let at = start;
  const varint = (): number => {
    let [value, factor] = [0, 1];
    for (;;) {
      const byte = file[at++] ?? 0;
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
      factor *= 128;
    }
  };
  while (at < end) {
    const key = varint();
    const [number, type] = [Math.floor(key / 8), key % 8];
    if (type === 0) yield { number, value: varint(), start: at, end: at };
    else {
      const length = type === 1 ? 8 : type === 5 ? 4 : varint();
      yield { number, value: length, start: at, end: at + length };
      at += length;
    }
  }
}

/** Initializers of a model (onnx.proto: ModelProto.graph is 7, GraphProto.initializer 5, TensorProto.raw_data 9). */
function tensorsOf(file: Buffer): Tensor[] {
  const tensors: Tensor[] = [];
  for (const graph of fieldsOf(file, 0, file.length))
    if (graph.number === 7)
      for (const initializer of fieldsOf(file, graph.start, graph.end))
        if (initializer.number === 5) {
          const fields = [...fieldsOf(file, initializer.start, initializer.end)];
          const raw = fields.find(({ number }) => number === 9);
          if (raw !== undefined)
            tensors.push({
              shape: dimensionsOf(file, fields),
              at: raw.start,
              bytes: raw.end - raw.start,
            });
        }
  return tensors;
}

/** TensorProto.dims, packed or not. */
const dimensionsOf = (file: Buffer, fields: readonly Field[]): number[] =>
  fields
    .filter(({ number }) => number === 1)
    .flatMap((field) => {
      if (field.start === field.end) return [field.value];
      const dimensions: number[] = [];
      let value = 0;
      for (let [at, factor] = [field.start, 1]; at < field.end; at += 1) {
        const byte = file[at] ?? 0;
        value += (byte & 0x7f) * factor;
        factor *= 128;
        if (byte >= 0x80) continue;
        dimensions.push(value);
        [value, factor] = [0, 1];
      }
      return dimensions;
    });

/** The ways in which a tensor can be read as a weight of the shape: turned, or a part of its last dimension. */
function* readingsOf(
  { shape, at }: Tensor,
  wanted: readonly number[],
  width: number,
): Generator<StridedNumbers> {
  if (shape.length === 0 && wanted.every((size) => size === 1))
    yield { at, width, sizes: [...wanted], strides: wanted.map(() => width) };
  const strides = shape.map((_, axis) =>
    shape.slice(axis + 1).reduce((product, size) => product * size, width),
  );
  for (const order of ORDERS) {
    if (order.length !== shape.length || order.length !== wanted.length) continue;
    const fits = (axis: number, place: number): boolean => shape[axis] === wanted[place];
    const turned = order.map((axis) => strides[axis] ?? 0);
    if (order.every(fits)) yield { at, width, sizes: [...wanted], strides: turned };
    const last = shape.at(-1) ?? 0;
    const isPart = order.every((axis, place) => fits(axis, place) || axis === shape.length - 1);
    const rest = last - (wanted[order.indexOf(shape.length - 1)] ?? last);
    if (isPart && rest > 0)
      for (const start of [0, rest])
        yield { at: at + start * width, width, sizes: [...wanted], strides: turned };
  }
}

/** Whether numbers are equal, or next to each other: the two exporters round ties to different sides. */
function isAlmost(one: Uint8Array, other: Uint8Array, width: 2 | 4): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  for (let at = 0; at < a.length; at += width) {
    const [x, y] =
      width === 2 ? [a.readUInt16LE(at), b.readUInt16LE(at)] : [a.readUInt32LE(at), b.readUInt32LE(at)];
    if (Math.abs(x - y) > 1) return false;
  }
  return true;
}

/** The part with these numbers; null where model.onnx does not have them. */
function partOf(
  wanted: Buffer,
  shape: readonly number[],
  width: 2 | 4,
  tensors: readonly Tensor[],
  network: Buffer,
): TensorflowWeights['parts'][number] | null {
  for (const tensor of tensors)
    for (const reading of readingsOf(tensor, shape, width)) {
      const isHere = tensor.bytes === tensor.shape.reduce((product, size) => product * size, width);
      if (isHere && isAlmost(wanted, gatherStrided(network, reading), width))
        return { ...reading, width, sizes: [...reading.sizes], strides: [...reading.strides] };
    }
  return null;
}

const weights = readFileSync(process.argv[2] ?? '');
const network = readFileSync(path.join(folder, 'model.onnx'));
const manifest = manifestSchema.parse(
  JSON.parse(readFileSync(path.join(folder, 'tfjs', 'model.json'), 'utf8')),
);
const tensors = tensorsOf(network);
const parts: TensorflowWeights['parts'] = [];
let at = 0;
for (const { shape, dtype, quantization } of manifest.weightsManifest.flatMap((one) => one.weights)) {
  const width = quantization === undefined ? 4 : 2;
  const bytes = shape.reduce((product, size) => product * size, width);
  const wanted = weights.subarray(at, at + bytes);
  // Numbers of axes are few.
  const known = dtype === 'int32' ? null : partOf(wanted, shape, width, tensors, network);
  parts.push(known ?? { base64: wanted.toString('base64') });
  at += bytes;
}
const made = joinedWeights({ parts }, network);
if (at !== weights.length || made.byteLength !== at)
  throw new Error(`There are ${made.byteLength} bytes, and ${at} of ${weights.length} were wanted.`);
const json = `${JSON.stringify({ parts })}\n`;
writeFileSync(path.join(folder, 'tfjs', 'weights.json'), json);
const embedded = parts.filter((part) => 'base64' in part).length;
process.stdout.write(`${parts.length} weights, ${embedded} of them embedded: ${json.length} bytes\n`);
