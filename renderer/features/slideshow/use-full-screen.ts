import { type RefObject, useCallback, useEffect, useEffectEvent, useRef, useSyncExternalStore } from 'react';
import { useConnection } from '../../client/contexts.ts';

export interface FullScreen {
  readonly isOn: boolean;
  readonly toggle: () => void;
}

const QUERY = '(display-mode: fullscreen)';

function subscribe(listener: () => void): () => void {
  const query = window.matchMedia(QUERY);
  query.addEventListener('change', listener);
  document.addEventListener('fullscreenchange', listener);
  return () => {
    query.removeEventListener('change', listener);
    document.removeEventListener('fullscreenchange', listener);
  };
}
const isFull = (): boolean => document.fullscreenElement !== null || window.matchMedia(QUERY).matches;

/**
 * Fills the screen with an element for as long as it is there; the window is left as it was found. Where the system
 * does not allow it, the window stays as it is.
 * @param onLeft the browser left it by its own key
 */
export function useFullScreen(element: RefObject<HTMLElement | null>, onLeft: () => void): FullScreen {
  const { desktop } = useConnection();
  const isOn = useSyncExternalStore(subscribe, isFull);
  const wasOn = useRef(isOn);
  /** Filled, until it is given up here. */
  const isFilled = useRef(false);
  const change = useCallback(
    (on: boolean): void => {
      const refused = (error: unknown): void => console.warn('no full screen', error);
      isFilled.current = false;
      if (desktop !== null) desktop.setFullScreen(on).catch(refused);
      else if (on)
        element.current?.requestFullscreen?.().then(() => {
          isFilled.current = true;
        }, refused);
      else if (document.fullscreenElement !== null) document.exitFullscreen().catch(refused);
    },
    [desktop, element],
  );
  const left = useEffectEvent(onLeft);
  useEffect(() => {
    const listener = (): void => {
      if (document.fullscreenElement === null && isFilled.current) left();
    };
    document.addEventListener('fullscreenchange', listener);
    return () => document.removeEventListener('fullscreenchange', listener);
  }, []);
  useEffect(() => {
    const before = wasOn.current;
    if (!before) change(true);
    return () => {
      if (!before) change(false);
    };
  }, [change]);
  return { isOn, toggle: () => change(!isOn) };
}
