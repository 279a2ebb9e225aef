import { useEffect, useMemo, useRef } from 'react';
import { PAGE_SIZE, type PagedResult, searchKey } from '../search/search-session.ts';
import { type GridLayout, layOutGrid } from './lay-out-grid.ts';

/**
 * The rows of a result; what is laid out already stays as it is. All measures are pixels.
 * @param lead how high what stands above the photos is
 */
export function useGridLayout(
  result: PagedResult,
  width: number,
  height: number,
  gap: number,
  lead: number,
): GridLayout {
  const before = useRef<GridLayout | null>(null);
  const layout = useMemo(
    () =>
      layOutGrid(
        {
          query: searchKey(result),
          total: result.likely + result.possible,
          likely: result.likely,
          months: result.months,
          pageSize: PAGE_SIZE,
          pages: result.pages,
          lead,
        },
        { width, height, gap },
        before.current,
      ),
    [result, width, height, gap, lead],
  );
  useEffect(() => {
    before.current = layout;
  }, [layout]);
  return layout;
}
