import { type ReactNode, useState } from 'react';
import { useLanguage } from '../../client/contexts.ts';
import { Icon } from '../../ui/icon.tsx';

interface Props {
  /** Address of the film. */
  readonly source: string;
  readonly onFailed: () => void;
}

/** Plays the film of a live photo over it, once. The space bar plays it too: see film-player.tsx. */
export function LivePlayer({ source, onFailed }: Props): ReactNode {
  const { t } = useLanguage();
  const [state, setState] = useState<'still' | 'loading' | 'playing'>('still');
  return (
    <>
      {state !== 'still' && (
        // biome-ignore lint/a11y/useMediaCaption: films of one's own have no captions.
        <video
          className={state === 'playing' ? 'live shown' : 'live loading'}
          src={source}
          autoPlay
          playsInline
          disablePictureInPicture
          disableRemotePlayback
          onPlaying={() => setState('playing')}
          onEnded={() => setState('still')}
          onError={() => {
            setState('still');
            onFailed();
          }}
        />
      )}
      <div className="live-layer">
        <button
          type="button"
          className="live-button"
          aria-pressed={state !== 'still'}
          aria-label={t.playLivePhoto}
          title={t.playLivePhoto}
          onPointerDown={(event) => event.stopPropagation()}
          onDoubleClick={(event) => event.stopPropagation()}
          onClick={() => setState(state === 'still' ? 'loading' : 'still')}
        >
          <Icon name="live" />
          {t.livePhoto}
        </button>
      </div>
    </>
  );
}
