import { type MouseEvent, type PointerEvent, type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import type { Hit } from '../../src/api/contract.ts';
import { useApp } from '../parts/app-context.ts';

interface Props {
  readonly hit: Hit;
  readonly isZoomed: boolean;
  readonly onZoom: (isZoomed: boolean) => void;
}

/** The picture: its thumbnail at once, the original over it when it is here; whole, or in its own pixels. */
export function ViewerPicture({ hit, isZoomed, onZoom }: Props): ReactNode {
  const { t, picture, desktop } = useApp();
  const frame = useRef<HTMLDivElement>(null);
  /** Where to zoom in, as a part of the picture. */
  const focus = useRef({ x: 0.5, y: 0.5 });
  const grip = useRef<{ x: number; y: number } | null>(null);
  const [state, setState] = useState<'loading' | 'shown' | 'failed'>('loading');

  useLayoutEffect(() => {
    const view = frame.current;
    if (view === null || !isZoomed) return;
    view.scrollLeft = focus.current.x * view.scrollWidth - view.clientWidth / 2;
    view.scrollTop = focus.current.y * view.scrollHeight - view.clientHeight / 2;
    focus.current = { x: 0.5, y: 0.5 };
  }, [isZoomed]);

  const onDoubleClick = (event: MouseEvent): void => {
    const box = event.currentTarget.querySelector('.canvas')?.getBoundingClientRect();
    if (box !== undefined)
      focus.current = {
        x: (event.clientX - box.left) / box.width,
        y: (event.clientY - box.top) / box.height,
      };
    onZoom(!isZoomed);
  };
  const onPointerMove = (event: PointerEvent): void => {
    const view = frame.current;
    if (grip.current === null || view === null || event.buttons !== 1) return;
    view.scrollLeft -= event.clientX - grip.current.x;
    view.scrollTop -= event.clientY - grip.current.y;
    grip.current = { x: event.clientX, y: event.clientY };
  };

  const ratio = hit.width / hit.height;
  const width = isZoomed
    ? // One pixel of the picture on one of the screen; a small picture still grows.
      `max(${hit.width / window.devicePixelRatio}px, 150cqw)`
    : // As large as there is room, but a small picture at most at twice its size.
      `min(100cqw, 100cqh * ${ratio}, ${2 * hit.width}px)`;

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the viewer's button and its key zoom as well.
    <div
      ref={frame}
      className={`frame${isZoomed ? ' zoomed' : ''}`}
      onDoubleClick={onDoubleClick}
      onPointerDown={(event) => {
        if (isZoomed && event.pointerType === 'mouse') grip.current = { x: event.clientX, y: event.clientY };
      }}
      onPointerMove={onPointerMove}
      onPointerUp={() => {
        grip.current = null;
      }}
    >
      <div className="canvas" style={{ width, aspectRatio: ratio }}>
        <img className="stand-in" src={picture('thumbnail', hit.photo)} alt="" draggable={false} />
        <img
          className={state}
          src={picture('original', hit.photo)}
          alt={t.photoAlt}
          draggable={desktop !== null && !isZoomed}
          onLoad={() => setState('shown')}
          onError={() => setState('failed')}
          onDragStart={(event) => {
            event.preventDefault();
            desktop?.startDrag(hit.photo);
          }}
        />
      </div>
      {state === 'failed' && <p className="note">{t.originalAway}</p>}
    </div>
  );
}
