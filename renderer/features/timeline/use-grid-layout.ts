import { useEffect, useMemo, useRef } from 'react';
import { type Answer, PAGE_SIZE, searchedText } from '../search/search-session.ts';
import { type GridLayout, layOutGrid } from './lay-out-grid.ts';

/** The rows of an answer; what is laid out already stays as it is. All measures are pixels. */
export function useGridLayout(answer: Answer, width: number, height: number, gap: number): GridLayout {
  const before = useRef<GridLayout | null>(null);
  const layout = useMemo(
    () =>
      layOutGrid(
        {
          query: `${answer.sort} ${searchedText(answer)}`,
          total: answer.likely + answer.possible,
          likely: answer.likely,
          months: answer.months,
          pageSize: PAGE_SIZE,
          pages: answer.pages,
        },
        { width, height, gap },
        before.current,
      ),
    [answer, width, height, gap],
  );
  useEffect(() => {
    before.current = layout;
  }, [layout]);
  return layout;
}
