import {
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useLanguage } from '../../client/contexts.ts';
import type { LongScroll } from './long-scroll.ts';
import type { Section } from './sections-of.ts';
import { timelineMarks } from './timeline-marks.ts';
import { useExtent } from './use-extent.ts';

interface Props {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly scroll: LongScroll;
  readonly sections: readonly Section[];
  /** Where each section starts, as a part of the grid's whole height. */
  readonly starts: readonly number[];
  /** The view is being drawn along the timeline. */
  readonly onMove: () => void;
}

/** Pixels below its heading that a key leads to. */
const INTO_MONTH = 300;

/** The last section that starts before a part of the grid; rounding decides for the later one. */
const sectionAt = (starts: readonly number[], part: number): number =>
  Math.max(
    0,
    starts.findLastIndex((start) => start <= part + 1e-6),
  );

/**
 * All months beside the grid: drawn along it, the view goes there at once. A slider, and in place of the scroll
 * bar. The part of the way that the view has gone is the part of the grid that it points to.
 */
export function Timeline({ scroller, scroll, sections, starts, onMove }: Props): ReactNode {
  const { t } = useLanguage();
  const track = useRef<HTMLDivElement>(null);
  const thumb = useRef<HTMLDivElement>(null);
  const height = useExtent(track, 'clientHeight');
  const marks = useMemo(() => timelineMarks(sections, starts, height), [sections, starts, height]);
  const [at, setAt] = useState(0);
  /** Position of the pointer over the timeline, 0 to 1. */
  const [pointed, setPointed] = useState<number | null>(null);
  const [isDragging, setDragging] = useState(false);

  const nameOf = (section: number): string => t.month(sections[section]?.time ?? '');

  // The thumb follows the view without a render of its own.
  useEffect(() => {
    const view = scroller.current;
    if (view === null) return;
    let frame = 0;
    const follow = (): void => {
      const part = scroll.top() / Math.max(1, scroll.most());
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        if (thumb.current !== null) thumb.current.style.transform = `translateY(${part * height}px)`;
        setAt(sectionAt(starts, part));
      });
    };
    follow();
    // Before the rows change: what is read of the view then costs nothing.
    view.addEventListener('scroll', follow, { passive: true, capture: true });
    return () => {
      cancelAnimationFrame(frame);
      view.removeEventListener('scroll', follow, { capture: true });
    };
  }, [scroller, scroll, starts, height]);

  const go = (part: number): void => {
    onMove();
    scroll.go(part * scroll.most());
  };
  const partAt = (event: PointerEvent): number => {
    const box = track.current?.getBoundingClientRect();
    return box === undefined ? 0 : Math.min(1, Math.max(0, (event.clientY - box.top) / box.height));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const isYearStart = (section: number): boolean =>
      section === 0 || sections[section]?.time?.slice(0, 4) !== sections[section - 1]?.time?.slice(0, 4);
    const all = [...sections.keys()];
    const last = sections.length - 1;
    const next = {
      ArrowUp: at - 1,
      ArrowLeft: at - 1,
      ArrowDown: at + 1,
      ArrowRight: at + 1,
      PageUp: all.findLast((section) => section < at && isYearStart(section)) ?? 0,
      PageDown: all.find((section) => section > at && isYearStart(section)) ?? last,
      Home: 0,
      End: last,
    }[event.key];
    if (next === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    if (next <= 0) go(0);
    else if (event.key === 'End' || next > last) go(1);
    else {
      // Well into the month: it stays pointed to when rows above it change a little.
      const [start = 0, end = 1] = [starts[next], starts[next + 1]];
      go(start + Math.min((end - start) / 2, INTO_MONTH / Math.max(1, scroll.most())));
    }
  };

  return (
    <div
      ref={track}
      role="slider"
      className={isDragging ? 'timeline dragging' : 'timeline'}
      aria-label={t.timeline}
      aria-orientation="vertical"
      aria-valuemin={1}
      aria-valuemax={sections.length}
      aria-valuenow={at + 1}
      aria-valuetext={nameOf(at)}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        setDragging(true);
        setPointed(partAt(event));
        go(partAt(event));
      }}
      onPointerMove={(event) => {
        setPointed(partAt(event));
        if (isDragging) go(partAt(event));
      }}
      onPointerUp={() => setDragging(false)}
      onPointerCancel={() => setDragging(false)}
      onPointerLeave={() => setPointed(null)}
    >
      {marks.map(({ kind, year, top }) => (
        <span key={`${kind} ${top}`} className={`timeline-${kind}`} style={{ top }}>
          {year}
        </span>
      ))}
      <div ref={thumb} className="timeline-thumb">
        <span>{nameOf(at)}</span>
      </div>
      {pointed !== null && !isDragging && (
        <div className="timeline-pointed" style={{ top: pointed * height }}>
          <span>{nameOf(sectionAt(starts, pointed))}</span>
        </div>
      )}
    </div>
  );
}
