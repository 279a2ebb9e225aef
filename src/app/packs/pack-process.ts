import { toBeachcombError } from '../../domain/error.ts';
import { startLog } from '../../platform/log/start-log.ts';
import type { WireError } from '../../platform/process/protocol.ts';
import { serveRequests } from '../../platform/process/serve-requests.ts';
import { addPack } from './add-pack.ts';
import { PACK_STOP_WITHIN_MS, type PackTypes, packProtocol } from './pack-protocol.ts';

/**
 * A short-lived process that adds one pack: networks of others may crash what loads them, and what uses the internet is
 * no other process. When its parent stops it or has ended, nothing is added, and a download can be resumed.
 */

/** In ms between two notices. */
const NOTICE_EVERY_MS = 200;

const encodeError = (thrown: unknown): WireError => {
  const { kind, reason, message } = toBeachcombError(thrown);
  return { code: kind, detail: message, arguments: { ...(reason ?? {}) } };
};

startLog('packs', 'parent');
serveRequests<PackTypes>({
  protocol: packProtocol,
  concurrent: false,
  open: () => ({
    ready: null,
    handlers: {
      add: async ({ source, models, dataFolder }, { signal, notify }) => {
        let noticed = 0;
        const { id, version, purpose } = await addPack(source, {
          models,
          dataFolder,
          signal,
          onProgress: (progress) => {
            const now = performance.now();
            if (progress.done < progress.of && now - noticed < NOTICE_EVERY_MS) return;
            noticed = now;
            void notify(progress);
          },
        });
        return { id, version, purpose };
      },
    },
  }),
  stop: { withinMs: PACK_STOP_WITHIN_MS },
  encodeError,
});
