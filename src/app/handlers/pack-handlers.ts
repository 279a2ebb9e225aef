import type { packCalls } from '../../api/contract/pack-calls.ts';
import type { Handlers } from '../../api/dispatch.ts';
import { packBytes } from '../../domain/pack.ts';
import { listPacks } from '../../platform/packs/list-packs.ts';
import type { LibraryParts } from '../library-parts.ts';

export const packHandlers = ({
  options: { models },
}: Pick<LibraryParts, 'options'>): Pick<Handlers, keyof typeof packCalls> => ({
  'packs.list': async () => {
    const { packs, broken } = await listPacks(models);
    return {
      packs: packs.map(({ manifest }) => {
        const { id, version, purpose, licence, languages, measured } = manifest;
        return {
          ...{ id, version, purpose, licence: licence.spdx },
          ...{ bytes: packBytes(manifest), languages: [...languages], measured: [...measured] },
        };
      }),
      broken: [...broken],
    };
  },
});
