import { useMemo } from 'react';
import type { GridLead } from '../timeline/grid-lead.ts';
import { MemoryRow } from './memory-row.tsx';
import { useMemories } from './use-memories.ts';

/** Pixels of the row with its cards, in a window that is narrow and in others. */
const [LOW, HIGH] = [170, 186];
const NARROW = '(max-width: 720px)';

/** Today's memories above the photos; null where there are none, or where the user does not want to see them. */
export function useMemoriesLead(isAsked: boolean, onOpen: (memory: string) => void): GridLead | null {
  const found = useMemories(isAsked);
  return useMemo(() => {
    if (!isAsked || found === null || !found.shown || found.memories.length === 0) return null;
    return {
      height: window.matchMedia(NARROW).matches ? LOW : HIGH,
      content: <MemoryRow memories={found.memories} form="row" onOpen={onOpen} />,
    };
  }, [isAsked, found, onOpen]);
}
