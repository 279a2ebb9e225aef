import type { ReactNode } from 'react';
import { useConnection } from '../client/contexts.ts';
import { hitAt, type PagedResult, searchedText } from '../features/search/search-session.ts';
import { usePlay } from '../features/slideshow/play-context.ts';
import { slidesOfResult } from '../features/slideshow/slide-sources.ts';
import { Viewer } from '../features/viewer/viewer.tsx';
import { DialogBoundary } from '../ui/dialog-boundary.tsx';

interface Props {
  readonly result: PagedResult;
  readonly rank: number;
  readonly onRank: (rank: number) => void;
  readonly onTrashed: () => void;
  readonly onClose: () => void;
  readonly onSearch: (text: string) => void;
}

/** The photo of the search that is open. */
export function OpenPhoto({ result, rank, onRank, onTrashed, onClose, onSearch }: Props): ReactNode {
  const { client } = useConnection();
  const play = usePlay();
  return (
    <DialogBoundary onClose={onClose}>
      <Viewer
        hit={hitAt(result, rank)}
        rank={rank}
        total={result.likely + result.possible}
        near={[hitAt(result, rank + 1), hitAt(result, rank - 1)]}
        text={searchedText(result)}
        interpretations={result.interpretations}
        onRank={onRank}
        onTrashed={onTrashed}
        onClose={onClose}
        onSearch={onSearch}
        onPlay={() => play(slidesOfResult(client, result, rank))}
      />
    </DialogBoundary>
  );
}
