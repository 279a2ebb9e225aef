import type { Device } from '../../domain/device.ts';
import type { Prediction } from '../../domain/prediction.ts';

/** No engine is given more photos at once. */
export const LARGEST_BATCH = 32;

/** Something that runs the photo network. */
export interface Engine {
  /** "onnx cpu": which program and which kind of device. */
  readonly name: string;
  readonly device: Device;
  /** A graphics card really computes; a driver that only plays one does not count. */
  readonly gpu: boolean;
  /** Name of the model whose answers these are, kept with each answer. */
  readonly model: string;
  /** The batch size that pays here, at most LARGEST_BATCH. May change from batch to batch. */
  readonly batch: number;
  /**
   * Answers for a batch of views, in their order.
   * @param views each INPUT_SIZE × INPUT_SIZE × 3 bytes, RGB, row-major
   */
  classify(inputs: readonly Uint8Array[]): Promise<Prediction[]>;
  close(): Promise<void>;
}
