import { type Candidate, PROCESSOR, SAME_NETWORK } from '../../../../src/vision/classify/candidate.ts';
import { openOnnxEngine } from '../../../../src/vision/classify/onnx-engine.ts';
import { type EngineLimits, openRemoteEngine } from '../../../../src/vision/classify/remote-engine.ts';

const SCRIPT = new URL('faulty-engine.ts', import.meta.url);

/** An engine in a real process, with a fault of faulty-engine.ts. */
export const faulty = (fault: string, limit = 0, limits?: EngineLimits): Candidate => ({
  id: fault,
  title: fault,
  device: null,
  unfit: null,
  tolerance: SAME_NETWORK,
  open: (models, given, signal) =>
    openRemoteEngine({
      script: SCRIPT,
      args: [fault, models, String(limit)],
      limits: limits ?? given,
      signal,
    }),
});

/** The real engine of the processor. */
export const PROCESSOR_CANDIDATE: Candidate = {
  id: PROCESSOR,
  title: 'CPU (1 thread)',
  device: null,
  unfit: null,
  tolerance: SAME_NETWORK,
  open: (models) => openOnnxEngine(models, 1),
};

/** For engines that hang, and only for those: an honest one may need longer on a busy computer. */
export const IMPATIENT: EngineLimits = { openMs: 3000, batchMs: () => 3000 };
export const PATIENT: EngineLimits = { openMs: 300_000, batchMs: () => 300_000 };
