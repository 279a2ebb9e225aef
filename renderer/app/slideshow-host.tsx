import { type ReactNode, useState } from 'react';
import { flushSync } from 'react-dom';
import { type PagedResult, rankOf } from '../features/search/search-session.ts';
import { PlayContext } from '../features/slideshow/play-context.ts';
import { Slideshow } from '../features/slideshow/slideshow.tsx';
import type { SlideSource } from '../features/slideshow/slideshow-session.ts';
import { DialogBoundary } from '../ui/dialog-boundary.tsx';
import type { Viewing } from './use-viewing.ts';

interface Props extends Pick<Viewing, 'viewing' | 'view'> {
  readonly result: PagedResult | null;
  /** The screen shows the photos of the result. */
  readonly isPhotos: boolean;
  readonly moveTo: (rank: number) => void;
  readonly focusPhotos: () => void;
  readonly children: ReactNode;
}

/** Lets everything in it start a slideshow, and shows it above. At its end, the photo that was seen last is the active one. */
export function SlideshowHost(props: Props): ReactNode {
  const { result, viewing, isPhotos, view, moveTo, focusPhotos, children } = props;
  const [source, setSource] = useState<SlideSource | null>(null);
  const end = (photo: number | null): void => {
    const rank = photo === null || result === null ? null : rankOf(result, photo);
    flushSync(() => {
      setSource(null);
      if (rank !== null && isPhotos) (viewing === null ? moveTo : view)(rank);
    });
    if (viewing === null && isPhotos) focusPhotos();
  };
  return (
    <PlayContext value={setSource}>
      {children}
      {source !== null && (
        <DialogBoundary onClose={() => end(null)}>
          <Slideshow source={source} onClose={end} />
        </DialogBoundary>
      )}
    </PlayContext>
  );
}
