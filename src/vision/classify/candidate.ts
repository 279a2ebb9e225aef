import type { Device } from '../../domain/device.ts';
import type { EngineReason } from '../../domain/engine-reason.ts';
import type { Engine } from './engine.ts';
import type { Patience } from './remote-engine.ts';

/** Why an engine cannot be tried at all. */
export interface Unfit {
  /** It is not made for this system, and nothing can be done. */
  readonly system: boolean;
  readonly reason: EngineReason;
}

/** An engine that may or may not work on this computer. */
export interface Candidate {
  /** "onnx-webgpu": as in the settings and in the environment. */
  readonly id: string;
  /** "WebGPU": as people know it. What was measured is remembered under this name. */
  readonly title: string;
  /** What it runs on, where that is known before it is opened. */
  readonly device: Device | null;
  readonly unfit: Unfit | null;
  /** Answers that differ by less from the processor's, as in PredictionDifference, are right. */
  readonly tolerance: number;
  /**
   * Opens it, in a process of its own where it may crash or hang.
   * @param models the models folder
   * @throws EngineError when it cannot be opened
   */
  open(models: string, patience: Patience, signal: AbortSignal): Promise<Engine>;
}

/** The tolerance for the same network on another device. */
export const SAME_NETWORK = 1e-2;

/** The processor's engine: always there, what the others are compared with, and the last to fall back on. */
export const PROCESSOR = 'onnx-cpu';
