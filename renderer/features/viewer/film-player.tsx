import type { ReactNode } from 'react';

interface Props {
  readonly source: string;
  readonly className: string;
  readonly label: string;
  readonly onShown: () => void;
  readonly onFailed: () => void;
}

/** A film, played by ranges of its file. The space bar plays it: see viewer-keys.ts. */
export function FilmPlayer({ source, className, label, onShown, onFailed }: Props): ReactNode {
  return (
    // biome-ignore lint/a11y/useMediaCaption: films of one's own have no captions.
    <video
      className={`film ${className}`}
      src={source}
      aria-label={label}
      controls
      controlsList="nodownload noremoteplayback"
      disablePictureInPicture
      disableRemotePlayback
      playsInline
      preload="metadata"
      onLoadedData={onShown}
      onError={onFailed}
      // Its controls are for the pointer; beside them the frame turns pages and zooms.
      onPointerDown={(event) => event.stopPropagation()}
      onDoubleClick={(event) => event.stopPropagation()}
    />
  );
}

/** Plays or pauses the film, or the live photo, that an element shows; nothing without one. */
export function toggleFilm(within: Element): void {
  const film = within.querySelector<HTMLVideoElement>('video.film.shown');
  if (film === null) {
    within.querySelector<HTMLButtonElement>('button.live-button')?.click();
    return;
  }
  // It may be refused, or end as another photo is opened: then nothing plays, which is seen.
  if (film.paused) film.play().catch(() => {});
  else film.pause();
}
