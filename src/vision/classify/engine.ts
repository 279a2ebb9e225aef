import type { Device } from '../../domain/device.ts';
import type { Prediction } from '../../domain/prediction.ts';

/** Maximum batch size of every engine. */
export const LARGEST_BATCH = 64;

/** Runs the photo network. */
export interface Engine {
  /** "onnx cpu": the runtime and the kind of device. */
  readonly name: string;
  readonly device: Device;
  /** True if a graphics card computes, not a software renderer. */
  readonly gpu: boolean;
  /** Name of the model; stored with each prediction. */
  readonly model: string;
  /** The fastest batch size, at most LARGEST_BATCH. May change from batch to batch. */
  readonly batch: number;
  /**
   * Predictions for a batch of model inputs, in the same order.
   * @param inputs each INPUT_SIZE × INPUT_SIZE × 3 bytes, RGB, row-major
   */
  classify(inputs: readonly Uint8Array[]): Promise<Prediction[]>;
  close(): Promise<void>;
}
