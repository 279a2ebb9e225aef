import { useEffect, useRef, useState } from 'react';

/** The value, taken over at most once every `milliseconds`; the last one always arrives. */
export function useThrottled<T>(value: T, milliseconds: number): T {
  const [taken, setTaken] = useState(value);
  const takenAt = useRef(0);
  useEffect(() => {
    const wait = takenAt.current + milliseconds - performance.now();
    const timer = setTimeout(
      () => {
        takenAt.current = performance.now();
        setTaken(value);
      },
      Math.max(0, wait),
    );
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return taken;
}
