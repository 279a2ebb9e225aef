import type { io } from '@tensorflow/tfjs';
import * as z from 'zod';
import { readModelFile } from '../../../platform/files/read-model-file.ts';
import { gatherStrided } from './gather-strided.ts';

const graphSchema = z.object({
  modelTopology: z.custom<object>((value) => typeof value === 'object' && value !== null),
  signature: z.custom<object>((value) => typeof value === 'object' && value !== null),
  weightsManifest: z.array(
    z.object({ weights: z.array(z.custom<io.WeightsManifestEntry>((value) => typeof value === 'object')) }),
  ),
});

const natural = z.int().nonnegative();
/**
 * The weights of the graph, in its order, by where they are in model.onnx: the numbers are the same, in another order of
 * dimensions. scripts/build-tensorflow-weights.ts writes it.
 */
export const weightsSchema = z.strictObject({
  parts: z.array(
    z.union([
      /** See `StridedNumbers`. */
      z.strictObject({
        at: natural,
        width: z.literal([2, 4]),
        sizes: z.array(natural),
        strides: z.array(natural),
      }),
      /** Numbers that the other file does not have, in base64. */
      z.strictObject({ base64: z.base64() }),
    ]),
  ),
});
export type TensorflowWeights = Readonly<z.infer<typeof weightsSchema>>;

/**
 * The photo network for TensorFlow.js, whose weights are those of model.onnx.
 * @param models the folder with photo/
 * @throws ModelFileError if a file is damaged; Error if one is missing
 */
export async function tensorflowGraph(models: string): Promise<io.ModelArtifacts> {
  const [graph, weights, network] = await Promise.all([
    readModelFile(models, 'photo/tfjs/model.json'),
    readModelFile(models, 'photo/tfjs/weights.json'),
    readModelFile(models, 'photo/model.onnx'),
  ]);
  const { modelTopology, signature, weightsManifest } = graphSchema.parse(JSON.parse(graph.toString()));
  return {
    modelTopology,
    signature,
    weightSpecs: weightsManifest.flatMap((one) => one.weights),
    weightData: joinedWeights(weightsSchema.parse(JSON.parse(weights.toString())), network),
  };
}

/** All weights of the graph, one behind the other. @param network content of model.onnx */
export function joinedWeights({ parts }: TensorflowWeights, network: Uint8Array): ArrayBuffer {
  const pieces = parts.map((part) =>
    'base64' in part ? Buffer.from(part.base64, 'base64') : gatherStrided(network, part),
  );
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes.buffer;
}
