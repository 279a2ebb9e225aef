import {
  type ReactNode,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { useLanguage, useNotices } from '../../client/contexts.ts';
import { SlidePicture } from './slide-picture.tsx';
import { keepChoices, keptChoices, type SlideshowChoices } from './slideshow-choices.ts';
import { SlideshowControls } from './slideshow-controls.tsx';
import { onSlideshowKey, type SlideshowCommands } from './slideshow-keys.ts';
import { createSlideshow, FADE_MS, type SlideSource } from './slideshow-session.ts';
import { useAwake } from './use-awake.ts';
import { useFullScreen } from './use-full-screen.ts';
import { useIdle } from './use-idle.ts';

interface Props {
  readonly source: SlideSource;
  /** @param photo the one that was seen last; null where none was */
  readonly onClose: (photo: number | null) => void;
}

const STILL = '(prefers-reduced-motion: reduce)';

/** Photos one after the other, over the whole screen. */
export function Slideshow({ source, onClose }: Props): ReactNode {
  const { t } = useLanguage();
  const { report } = useNotices();
  const dialog = useRef<HTMLDialogElement>(null);
  const stage = useRef<HTMLDivElement>(null);
  const [choices, setChoices] = useState(keptChoices);
  const [session] = useState(() => createSlideshow({ source, choices, seed: Date.now(), report }));
  const { leaving, current, next, isPlaying, isOver, isBroken } = useSyncExternalStore(
    session.subscribe,
    session.get,
  );
  const [isHeard, setHeard] = useState(false);
  const [isStill] = useState(() => window.matchMedia(STILL).matches);
  const [isIdle, onActive] = useIdle();
  const close = (): void => onClose(current?.photo ?? null);
  const fullScreen = useFullScreen(stage, close);
  useAwake(isPlaying && !isBroken);
  useEffect(() => session.start(), [session]);
  useLayoutEffect(() => {
    const opening = dialog.current;
    opening?.showModal();
    opening?.focus();
    return () => opening?.close();
  }, []);
  const onOver = useEffectEvent(close);
  useEffect(() => {
    if (isOver) onOver();
  }, [isOver]);

  const choose = (chosen: SlideshowChoices): void => {
    setChoices(chosen);
    keepChoices(chosen);
    session.choose(chosen);
  };
  const commands: SlideshowCommands = {
    step: session.step,
    togglePlaying: () => session.setPlaying(!isPlaying),
    toggleSound: () => setHeard(!isHeard),
    toggleFullScreen: fullScreen.toggle,
    close,
  };
  const movesSeconds = choices.moves && !isStill ? choices.seconds + (2 * FADE_MS) / 1000 : null;
  const slides = [
    ...(leaving === null ? [] : [{ slide: leaving, role: 'leaving' as const }]),
    ...(current === null ? [] : [{ slide: current, role: 'current' as const }]),
    ...(next === null ? [] : [{ slide: next, role: 'next' as const }]),
  ];
  return (
    <dialog
      ref={dialog}
      className="slideshow"
      aria-label={t.slideshow}
      tabIndex={-1}
      onKeyDown={(event) => {
        onActive();
        onSlideshowKey(event, commands);
      }}
      onPointerMove={onActive}
      onPointerDown={onActive}
      onFocus={onActive}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
    >
      <div ref={stage} className={isIdle && isPlaying ? 'slideshow-stage idle' : 'slideshow-stage'}>
        {slides.map(({ slide, role }) => (
          <SlidePicture
            key={slide.key}
            slide={slide}
            role={role}
            session={session}
            movesSeconds={movesSeconds}
            isMuted={!isHeard}
            isPlaying={isPlaying}
          />
        ))}
        {isBroken && <p className="slideshow-note">{t.slideshowBroken}</p>}
        <SlideshowControls
          place={current === null ? '' : t.placeInOrder(current.place + 1, source.count)}
          isPlaying={isPlaying}
          choices={choices}
          isHeard={current?.isFilm === true ? isHeard : null}
          fullScreen={fullScreen}
          isStill={isStill}
          onChoose={choose}
          onStep={session.step}
          onPlaying={commands.togglePlaying}
          onHeard={commands.toggleSound}
          onClose={close}
        />
      </div>
    </dialog>
  );
}
