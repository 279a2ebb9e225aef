import { readModelFile } from '../../platform/files/read-model-file.ts';
import { InferenceSession, Tensor } from '../../platform/onnx/onnxruntime.ts';
import { floatsOf } from '../classify/floats-of.ts';
import { packInputs } from '../classify/pack-inputs.ts';

/** The outputs of the network for one photo, with its class activation maps. */
export interface Evidence {
  /** Of all classes; the sum is 1. */
  readonly probabilities: Float32Array;
  /** Independent scores, 0 to 1. */
  readonly concepts: Float32Array;
  /** Concatenated class activation maps, each row-major: the classes, then the concepts. */
  readonly maps: Float32Array;
}

/**
 * Loads the photo network with its class activation maps.
 * @param models the folder with photo/
 * @returns computes the evidence of a model input (INPUT_SIZE × INPUT_SIZE × 3 bytes, RGB, row-major)
 * @throws Error if a file is missing or damaged
 */
export async function openMapNetwork(models: string): Promise<(input: Uint8Array) => Promise<Evidence>> {
  // One thread and no arena, because a single photo is quick and memory is scarce.
  const session = await InferenceSession.create(await readModelFile(models, 'photo/model.onnx'), {
    executionProviders: ['cpu'],
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    graphOptimizationLevel: 'all',
    enableCpuMemArena: false,
  });
  return async (input) => {
    const { pixels, shape } = packInputs([input], Uint8Array);
    const image = new Tensor('uint8', pixels, shape);
    const outputs = await session.run({ image }, ['probabilities', 'concepts', 'maps']);
    return {
      probabilities: floatsOf(outputs, 'probabilities'),
      concepts: floatsOf(outputs, 'concepts'),
      maps: floatsOf(outputs, 'maps'),
    };
  };
}
