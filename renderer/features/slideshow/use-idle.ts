import { useCallback, useEffect, useRef, useState } from 'react';

/** Milliseconds without a movement after which controls fade. */
const IDLE_MS = 2500;

/** Whether nobody has done anything for a while, and what to call when somebody does. */
export function useIdle(): readonly [isIdle: boolean, onActive: () => void] {
  const [isIdle, setIdle] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const onActive = useCallback((): void => {
    setIdle(false);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setIdle(true), IDLE_MS);
  }, []);
  useEffect(() => {
    onActive();
    return () => clearTimeout(timer.current);
  }, [onActive]);
  return [isIdle, onActive];
}
