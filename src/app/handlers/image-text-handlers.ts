import type { imageTextCalls } from '../../api/contract/image-text-calls.ts';
import type { Handlers } from '../../api/dispatch.ts';
import type { LibraryParts } from '../library-parts.ts';

export const imageTextHandlers = ({
  imageText,
  userData,
  indexing,
}: Pick<LibraryParts, 'imageText' | 'userData' | 'indexing'>): Pick<
  Handlers,
  keyof typeof imageTextCalls
> => ({
  'imageText.get': () => imageText.state(),
  'imageText.use': async ({ pack }) => {
    const { key, value } = await imageText.choose(pack);
    userData.setSetting(key, value);
    indexing.followPack();
    return imageText.state();
  },
});
