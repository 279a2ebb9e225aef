import { checkedModelPath } from '../files/checked-model-path.ts';
import { InferenceSession } from './onnxruntime.ts';

/**
 * Loads a network that runs on the processor, for inputs of changing size. Loaded by path instead of bytes, which saves
 * memory, and without an arena, which would keep the memory of the largest input.
 * @param models the models folder
 * @param name of the file relative to it, with `/`
 * @param threads of one run
 * @throws ModelFileError if the file is damaged or was changed; Error if it is missing
 */
export const openNetwork = async (models: string, name: string, threads = 1): Promise<InferenceSession> =>
  openCheckedNetwork(await checkedModelPath(models, name), threads);

/**
 * The same for a file whose content was compared with its manifest.
 * @throws Error of ONNX Runtime
 */
export const openCheckedNetwork = (file: string, threads: number): Promise<InferenceSession> =>
  InferenceSession.create(file, {
    executionProviders: ['cpu'],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    graphOptimizationLevel: 'all',
    enableCpuMemArena: false,
    // Errors only, because it warns about unused initializers.
    logSeverityLevel: 3,
  });
