import type { copyCalls } from '../../api/contract/copy-calls.ts';
import type { Handlers } from '../../api/dispatch.ts';
import type { LibraryParts } from '../library-parts.ts';

export const copyHandlers = ({
  copies,
  downloads,
}: Pick<LibraryParts, 'copies' | 'downloads'>): Pick<Handlers, keyof typeof copyCalls> => ({
  'copies.start': (wanted) => {
    copies.start(wanted);
    return {};
  },
  'copies.get': () => copies.state(),
  'copies.stop': async () => {
    await copies.stop();
    return {};
  },
  'copies.download': (wanted) => downloads.prepare(wanted),
});
