import { useEffect } from 'react';
import { useConnection } from '../../client/contexts.ts';

/**
 * Keeps the screen on while a slideshow plays: by the system in the desktop app, by the Wake Lock API in a browser that
 * has it.
 */
export function useAwake(isPlaying: boolean): void {
  const { desktop } = useConnection();
  useEffect(() => {
    if (!isPlaying) return;
    // What keeps the screen on is a convenience: where it is refused, the show goes on.
    const refused = (error: unknown): void => console.warn('the screen may turn off', error);
    if (desktop !== null) {
      desktop.keepAwake(true).catch(refused);
      return () => void desktop.keepAwake(false).catch(refused);
    }
    const { wakeLock } = navigator as Partial<Navigator>;
    if (wakeLock === undefined) return;
    let lock: WakeLockSentinel | null = null;
    let isOver = false;
    const request = (): void => {
      if (document.visibilityState !== 'visible') return;
      wakeLock.request('screen').then((got) => {
        lock = got;
        if (isOver) got.release().catch(refused);
      }, refused);
    };
    request();
    // A page that was hidden has lost it.
    document.addEventListener('visibilitychange', request);
    return () => {
      isOver = true;
      document.removeEventListener('visibilitychange', request);
      lock?.release().catch(refused);
    };
  }, [desktop, isPlaying]);
}
