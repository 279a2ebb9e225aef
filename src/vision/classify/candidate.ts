import type { Device } from '../../domain/device.ts';
import type { EngineReason } from '../../domain/engine-reason.ts';
import type { Engine } from './engine.ts';
import type { EngineLimits } from './remote-engine.ts';

/** Why an engine cannot be tried. */
export interface Unfit {
  /** The system is not supported, so nothing can be installed to change that. */
  readonly system: boolean;
  readonly reason: EngineReason;
}

/** An engine that may or may not work on this computer. */
export interface Candidate {
  /** "onnx-webgpu": the name in the settings and in the environment. */
  readonly id: string;
  /** "WebGPU": the name that is shown, and the key of the remembered report. */
  readonly title: string;
  /** The device, if it is known before the engine is opened. */
  readonly device: Device | null;
  readonly unfit: Unfit | null;
  /** Its first use on a card may compile kernels for minutes, which the driver then keeps. */
  readonly compiles?: boolean;
  /** Maximum PredictionDifference from the processor's predictions that counts as correct. */
  readonly tolerance: number;
  /**
   * Opens the engine, in a separate process if it may crash or hang.
   * @param models the models folder
   * @throws EngineError if it cannot be opened
   */
  open(models: string, limits: EngineLimits, signal: AbortSignal): Promise<Engine>;
}

/** The tolerance for the same network on another device. */
export const SAME_NETWORK = 1e-2;

/** The processor's engine: always available, the reference of the comparison and the last fallback. */
export const PROCESSOR = 'onnx-cpu';
