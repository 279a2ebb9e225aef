import type { Output } from '../../../src/api/contract.ts';
import { useQuery } from '../../client/use-query.ts';

/** In ms, between two requests while a pack is being added. */
const BUSY_MS = 500;

/** The packs of networks and engines, kept up with while one is being added; null until they are loaded. */
export const usePacks = (): Output<'packs.list'> | null =>
  useQuery(
    'packs.list',
    {},
    { everyMs: (known) => (known !== null && known.work !== null ? BUSY_MS : null) },
  );
