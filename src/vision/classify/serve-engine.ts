import { serveRequests } from '../../platform/process/serve-requests.ts';
import type { Engine } from './engine.ts';
import { type EngineTypes, encodeEngineError, engineProtocol } from './engine-protocol.ts';

/** Runs this process as an engine process: opens the engine and serves batches to the parent process. */
export function serveEngine(open: () => Promise<Engine>): void {
  serveRequests<EngineTypes>({
    protocol: engineProtocol,
    concurrent: false,
    encodeError: encodeEngineError,
    open: async () => {
      const engine = await open();
      const { name, device, gpu, model, batch } = engine;
      return {
        ready: { name, device, gpu, model, batch },
        handlers: { classify: ({ inputs }) => engine.classify(inputs) },
      };
    },
  });
}
