import { type ReactNode, type RefObject, useEffect, useRef } from 'react';
import { useConnection, useLanguage } from '../../client/contexts.ts';
import type { ShownSlide, SlideshowSession } from './slideshow-session.ts';

interface Props {
  readonly slide: ShownSlide;
  readonly role: 'leaving' | 'current' | 'next';
  readonly session: SlideshowSession;
  /** It moves slowly, for so many seconds. */
  readonly movesSeconds: number | null;
  readonly isMuted: boolean;
  readonly isPlaying: boolean;
}

/** One picture or film of the show; the one to come is there before it is seen. */
export function SlidePicture({ slide, role, session, movesSeconds, isMuted, isPlaying }: Props): ReactNode {
  const { picture } = useConnection();
  const { t } = useLanguage();
  const { key, photo, turn, isFilm, place } = slide;
  const source = picture('original', photo);
  const turned = turn === null ? '' : ` turn-${turn}`;
  return (
    <div className={`slide ${role}`} aria-hidden={role !== 'current'}>
      {isFilm ? (
        <FilmSlide
          source={source}
          label={t.videoAlt}
          className={turned}
          isOn={role === 'current' && isPlaying}
          isMuted={isMuted || role !== 'current'}
          onReady={() => session.ready(key)}
          onFailed={() => session.failed(key)}
          onEnded={() => session.ended(key)}
          onProgress={() => session.progressed(key)}
        />
      ) : (
        <div
          className={
            movesSeconds === null || role === 'next' ? 'slide-still' : `slide-moving way-${place % 4}`
          }
          style={movesSeconds === null ? undefined : { animationDuration: `${movesSeconds}s` }}
        >
          <img
            className={`slide-media${turned}`}
            src={source}
            alt={role === 'current' ? t.photoAlt : ''}
            draggable={false}
            onLoad={({ currentTarget }) => {
              // Seen only once it is decoded: nothing flashes.
              currentTarget.decode().then(
                () => session.ready(key),
                () => session.failed(key),
              );
            }}
            onError={() => session.failed(key)}
          />
        </div>
      )}
    </div>
  );
}

interface FilmProps {
  readonly source: string;
  readonly label: string;
  readonly className: string;
  readonly isOn: boolean;
  readonly isMuted: boolean;
  readonly onReady: () => void;
  readonly onFailed: () => void;
  readonly onEnded: () => void;
  readonly onProgress: () => void;
}

/** Plays or pauses with the show. */
function usePlaying(film: RefObject<HTMLVideoElement | null>, isOn: boolean, onFailed: () => void): void {
  const failed = useRef(onFailed);
  failed.current = onFailed;
  useEffect(() => {
    const shown = film.current;
    if (shown === null) return;
    if (!isOn) {
      shown.pause();
      return;
    }
    shown.play().catch((error: unknown) => {
      // Paused, or gone, before it began.
      if (error instanceof DOMException && error.name === 'AbortError') return;
      failed.current();
    });
  }, [film, isOn]);
}

function FilmSlide(props: FilmProps): ReactNode {
  const { source, label, className, isOn, isMuted, onReady, onFailed, onEnded, onProgress } = props;
  const film = useRef<HTMLVideoElement>(null);
  usePlaying(film, isOn, onFailed);
  return (
    <video
      ref={film}
      className={`slide-media${className}`}
      src={source}
      aria-label={label}
      muted={isMuted}
      playsInline
      disablePictureInPicture
      disableRemotePlayback
      preload="auto"
      onLoadedData={onReady}
      onError={onFailed}
      onEnded={onEnded}
      onTimeUpdate={onProgress}
    />
  );
}
