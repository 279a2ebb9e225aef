import type { copyCalls } from '../../api/contract/copy-calls.ts';
import type { Handlers } from '../../api/dispatch.ts';
import type { LibraryParts } from '../library-parts.ts';

export const copyHandlers = ({
  copies,
}: Pick<LibraryParts, 'copies'>): Pick<Handlers, keyof typeof copyCalls> => ({
  'copies.start': (wanted) => {
    copies.start(wanted);
    return {};
  },
  'copies.get': () => copies.state(),
  'copies.stop': async () => {
    await copies.stop();
    return {};
  },
});
