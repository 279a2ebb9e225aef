import type { RawAnswer } from '../domain/answer.ts';

/** Something that runs the photo network. */
export interface Engine {
  /** "onnx cpu": which program and which kind of device. */
  readonly name: string;
  /** In plain words, for a person: "CPU (2 threads)". */
  readonly device: string;
  /** Name of the model whose answers these are, kept with each answer. */
  readonly model: string;
  /** The batch size that pays here. */
  readonly batch: number;
  /**
   * Answers for a batch of views, in their order.
   * @param views each VIEW_SIZE × VIEW_SIZE × 3 bytes, RGB, row-major
   */
  classify(views: readonly Uint8Array[]): Promise<RawAnswer[]>;
  close(): Promise<void>;
}
