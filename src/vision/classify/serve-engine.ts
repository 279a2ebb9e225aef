import { serveRequests } from '../../platform/process/serve-requests.ts';
import type { Engine } from './engine.ts';
import { type EngineTypes, encodeEngineError, engineProtocol } from './engine-protocol.ts';
import { readSlots } from './shared-inputs.ts';

/** Runs this process as an engine process: opens the engine and serves batches to the parent process. */
export function serveEngine(open: () => Promise<Engine>): void {
  serveRequests<EngineTypes>({
    protocol: engineProtocol,
    concurrent: false,
    encodeError: encodeEngineError,
    open: async () => {
      const engine = await open();
      const { name, device, gpu, model, batch } = engine;
      // Of one batch, and then of the next: they come one after the other.
      const read: Uint8Array[] = [];
      return {
        ready: { name, device, gpu, model, batch },
        handlers: {
          classify: (wanted) =>
            engine.classify('inputs' in wanted ? wanted.inputs : readSlots(wanted.slots, read)),
        },
      };
    },
  });
}
