import { useCallback, useEffect, useRef, useState } from 'react';
import {
  hitAt,
  type PagedResult,
  rankOf,
  type SearchSession,
  searchedText,
} from '../features/search/search-session.ts';

/**
 * The rank that the keyboard is at, and how to move it. It stands for a photo: it moves along when others come before
 * it, and starts again at the first with another search.
 */
export function useActivePhoto(
  session: SearchSession,
  result: PagedResult | null,
): readonly [active: number, moveTo: (rank: number) => void] {
  const [active, setActive] = useState(0);
  const kept = useRef<{ query: string; photo: number | null }>({ query: '', photo: null });
  useEffect(() => {
    if (result === null) return;
    const query = `${result.sort} ${searchedText(result)}`;
    if (kept.current.query !== query) setActive(0);
    else if (kept.current.photo !== null && hitAt(result, active)?.photo !== kept.current.photo)
      setActive(rankOf(result, kept.current.photo) ?? active);
    kept.current = { query, photo: kept.current.query === query ? kept.current.photo : null };
  }, [result, active]);
  const moveTo = useCallback(
    (rank: number) => {
      const now = session.get().result;
      kept.current = { ...kept.current, photo: now === null ? null : (hitAt(now, rank)?.photo ?? null) };
      setActive(rank);
    },
    [session],
  );
  return [active, moveTo];
}
