import { useCallback, useState } from 'react';
import type { SearchSession } from '../features/search/search-session.ts';
import type { SuggestionSession } from '../features/search/suggestion-session.ts';
import { useSearchRefresh } from './use-search.ts';

export interface Viewing {
  /** Rank of the photo that is open; null while none is. */
  readonly viewing: number | null;
  /** Opens a photo of the grid. */
  readonly open: (rank: number) => void;
  /** Goes on to another photo. */
  readonly view: (rank: number) => void;
  readonly close: () => void;
}

/** Which photo of the search is open. */
export function useViewing(
  session: SearchSession,
  suggestions: SuggestionSession,
  moveTo: (rank: number) => void,
): Viewing {
  const [viewing, setViewing] = useState<number | null>(null);
  useSearchRefresh(session, viewing !== null);
  const open = useCallback(
    (rank: number): void => {
      // The search led somewhere.
      const text = session.get().result?.text.trim() ?? '';
      if (text !== '') suggestions.note(text);
      moveTo(rank);
      setViewing(rank);
    },
    [session, suggestions, moveTo],
  );
  const view = (rank: number): void => {
    const { result } = session.get();
    const total = result === null ? 0 : result.likely + result.possible;
    moveTo(rank);
    setViewing(rank);
    session.need(Math.max(0, rank - 1), Math.min(total - 1, rank + 1));
  };
  return { viewing, open, view, close: () => setViewing(null) };
}
