import { type DragEvent, type KeyboardEvent, type ReactNode, type RefObject, useMemo, useState } from 'react';
import { useLanguage } from '../../client/contexts.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { MapCanvas } from './map-canvas.tsx';
import { type MapPixel, type MapSize, movedView, zoomedView } from './map-view.ts';
import type { LabelBox } from './place-labels.ts';
import { useMapGestures } from './use-map-gestures.ts';
import type { MovingView } from './use-map-view.ts';

/** Pixels that an arrow key moves the map. */
const STEP = 80;
const NO_BOXES: readonly LabelBox[] = [];

interface Props {
  readonly map: RefObject<HTMLDivElement | null>;
  readonly size: MapSize;
  readonly moving: MovingView;
  readonly label: string;
  readonly obstacles?: readonly LabelBox[];
  /** What lies over the map. */
  readonly children?: ReactNode;
  /** More buttons above those of the zoom. */
  readonly controls?: ReactNode;
  readonly onArea?: ((from: MapPixel, to: MapPixel) => void) | null;
  readonly onPoint?: ((at: MapPixel) => void) | null;
  /** Enter and Space: the middle of the map. */
  readonly onChoose?: () => void;
  readonly onEscape?: () => void;
  readonly onDragOver?: (event: DragEvent) => void;
  readonly onDragLeave?: (event: DragEvent) => void;
  readonly onDrop?: (event: DragEvent, at: MapPixel) => void;
}

/** A map that is moved by pointer, wheel, fingers and keys. */
export function MapSurface(props: Props): ReactNode {
  const { map, size, moving, label, obstacles = NO_BOXES, children, controls } = props;
  const { onArea = null, onPoint = null, onChoose, onEscape, onDragOver, onDragLeave, onDrop } = props;
  const { t } = useLanguage();
  const [drawn, setDrawn] = useState<{ readonly from: MapPixel; readonly to: MapPixel } | null>(null);
  const { view, change, glide } = moving;
  useMapGestures({
    element: map,
    size,
    change,
    glide,
    onPoint,
    onArea:
      onArea === null
        ? null
        : (from, to, isDone) => {
            setDrawn(isDone ? null : { from, to });
            if (isDone) onArea(from, to);
          },
  });
  const middle = { left: size.width / 2, top: size.height / 2 };
  const zoomBy = (by: number): void => glide((now) => zoomedView(now, size, now.zoom + by, middle));
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const { key } = event;
    const move = MOVES[key];
    if (move !== undefined) glide((now) => movedView(now, size, { x: STEP * move[0], y: STEP * move[1] }));
    else if (key === '+' || key === '=') zoomBy(1);
    else if (key === '-' || key === '−') zoomBy(-1);
    else if ((key === 'Enter' || key === ' ') && onChoose !== undefined) onChoose();
    else if (key === 'Escape' && onEscape !== undefined) onEscape();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const box = useMemo(() => drawn && boxOf(drawn.from, drawn.to), [drawn]);

  return (
    // biome-ignore lint/a11y/useSemanticElements: a map is no section of a document.
    <div
      ref={map}
      role="region"
      className={onArea === null ? 'map-surface' : 'map-surface drawing'}
      aria-label={label}
      aria-description={t.mapKeys}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: its keys move it.
      tabIndex={0}
      onKeyDown={onKeyDown}
      onDragOver={onDragOver}
      onDragLeave={onDragLeave}
      onDrop={(event) => {
        const { left, top } = event.currentTarget.getBoundingClientRect();
        onDrop?.(event, { left: event.clientX - left, top: event.clientY - top });
      }}
    >
      {view !== null && size.width > 0 && <MapCanvas view={view} size={size} obstacles={obstacles} />}
      {children}
      {box !== null && <div className="map-drawn" style={box} />}
      <div className="map-controls" data-map-control>
        {controls}
        <IconButton icon="plus" label={t.mapZoomIn} onClick={() => zoomBy(1)} />
        <IconButton icon="minus" label={t.mapZoomOut} onClick={() => zoomBy(-1)} />
      </div>
    </div>
  );
}

/** What the map is drawn by, to the right and down, for a step of the view in the direction of the arrow. */
const MOVES: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [1, 0],
  ArrowRight: [-1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

const boxOf = (from: MapPixel, to: MapPixel): LabelBox => ({
  left: Math.min(from.left, to.left),
  top: Math.min(from.top, to.top),
  width: Math.abs(from.left - to.left),
  height: Math.abs(from.top - to.top),
});
