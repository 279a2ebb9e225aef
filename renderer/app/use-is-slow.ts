import { useEffect, useState } from 'react';

/** Whether something has lasted for so many milliseconds. */
export function useIsSlow(isAwaited: boolean, afterMs: number): boolean {
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    if (!isAwaited) return;
    const timer = setTimeout(() => setSlow(true), afterMs);
    return () => {
      clearTimeout(timer);
      setSlow(false);
    };
  }, [isAwaited, afterMs]);
  return isAwaited && isSlow;
}
