import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import type { Hit } from '../../../src/api/contract.ts';
import { useGestures } from './use-gestures.ts';
import { ViewerPicture } from './viewer-picture.tsx';
import type { Fit, Size } from './zoom.ts';
import type { ZoomSession } from './zoom-session.ts';

interface Props {
  readonly hit: Hit;
  readonly previous: Hit | null;
  readonly next: Hit | null;
  readonly zoom: ZoomSession;
  readonly alt: string;
  readonly onNavigate: (by: -1 | 1) => void;
  /** Lies over the picture and moves with it. */
  readonly children: ReactNode;
}

const fitOf = ({ width, height }: Size, frame: Size): Fit => ({
  picture: { width, height },
  frame,
  density: window.devicePixelRatio,
});

/** The open picture, and its neighbours beside it, out of sight and loaded. */
export function PictureStage({ hit, previous, next, zoom, alt, onNavigate, children }: Props): ReactNode {
  const frame = useRef<HTMLDivElement>(null);
  const track = useRef<HTMLDivElement>(null);
  const gestures = useGestures({
    frame,
    track,
    zoom,
    canNavigate: (by) => (by < 0 ? previous : next) !== null,
    onNavigate,
  });

  const [room, setRoom] = useState<Size>({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const shown = frame.current;
    if (shown === null) return;
    const measure = (): void => setRoom({ width: shown.clientWidth, height: shown.clientHeight });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(shown);
    return () => observer.disconnect();
  }, []);
  const { width, height } = hit;
  useLayoutEffect(() => zoom.measure(fitOf({ width, height }, room)), [zoom, room, width, height]);

  const pictures = [
    { one: previous, place: -1 },
    { one: hit, place: 0 },
    { one: next, place: 1 },
  ] as const;
  return (
    <div ref={frame} className="frame" {...gestures}>
      <div ref={track} className="track">
        {pictures.map(
          ({ one, place }) =>
            one !== null && (
              <ViewerPicture
                key={one.photo}
                hit={one}
                fit={fitOf(one, room)}
                place={place}
                zoom={zoom}
                alt={alt}
              >
                {place === 0 && children}
              </ViewerPicture>
            ),
        )}
      </div>
    </div>
  );
}
