import { type RefObject, useLayoutEffect, useState } from 'react';

/** Pixels that a child may be out of place by rounding. */
const TOLERANCE = 1;

/** Children of a wrapping row that are whole in its first line. */
function countFitting(row: HTMLElement): number {
  const { top, right } = row.getBoundingClientRect();
  const children = [...row.children].map((child) => child.getBoundingClientRect());
  const first = children[0]?.top ?? top;
  const at = children.findIndex((one) => one.top > first + TOLERANCE || one.right > right + TOLERANCE);
  return at === -1 ? children.length : at;
}

/**
 * How many children of a row fit into it, measured whenever it is rendered or its width changes. The others keep their
 * places in further lines (`flex-wrap`), so that the row is measured as if all were shown; the caller hides them.
 */
export function useFitting(row: RefObject<HTMLElement | null>): number {
  const [count, setCount] = useState(Number.POSITIVE_INFINITY);
  useLayoutEffect(() => {
    if (row.current !== null) setCount(countFitting(row.current));
  });
  useLayoutEffect(() => {
    const element = row.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => setCount(countFitting(element)));
    observer.observe(element);
    return () => observer.disconnect();
  }, [row]);
  return count;
}
