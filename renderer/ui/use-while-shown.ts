import { useEffect, useRef } from 'react';

/**
 * Calls `act` only as long as the component is shown. For what an answer leads to: whoever has gone elsewhere before it
 * came stays there.
 */
export function useWhileShown<A extends readonly unknown[]>(
  act: (...values: A) => void,
): (...values: A) => void {
  const isShown = useRef(false);
  useEffect(() => {
    isShown.current = true;
    return () => {
      isShown.current = false;
    };
  }, []);
  return (...values) => {
    if (isShown.current) act(...values);
  };
}
