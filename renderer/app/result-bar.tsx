import type { ReactNode } from 'react';
import { useLanguage } from '../client/contexts.ts';
import { CorrectionLine } from '../features/search/correction-line.tsx';
import { QueryChips } from '../features/search/query-chips.tsx';
import { type PagedResult, type SearchCorrection, searchedText } from '../features/search/search-session.ts';
import { SortChoice } from '../features/search/sort-choice.tsx';
import type { GridZoom } from '../features/timeline/use-zoom.ts';
import { ZoomControl } from '../features/timeline/zoom-control.tsx';
import { Choice } from '../ui/choice.tsx';
import type { Browsing } from './use-commands.ts';
import type { Search } from './use-search.ts';

interface Props {
  readonly search: Search;
  readonly result: PagedResult;
  /** What is shown while nothing is searched for; null while something is. */
  readonly browsing: Browsing | null;
  readonly onBrowse: (what: Browsing) => void;
  readonly zoom: GridZoom;
  readonly onText: (text: string) => void;
  readonly onDecline: (correction: SearchCorrection) => void;
}

/** Below the search box: how the search was read, how much it found, and how that is shown. */
export function ResultBar(props: Props): ReactNode {
  const { search, result, browsing, onBrowse, zoom, onText, onDecline } = props;
  const { hasSearch, total, sort, setSort } = search;
  const { t } = useLanguage();
  return (
    <div className={hasSearch ? 'result-bar' : browsing === null ? 'unseen' : 'browse-bar'}>
      {browsing !== null && (
        <Choice
          label={t.show}
          value={browsing}
          options={[
            ['photos', t.allPhotos],
            ['explore', t.explore],
          ]}
          onChoose={onBrowse}
        />
      )}
      <div className="bar-words">
        <CorrectionLine result={result} onText={onText} onDecline={onDecline} />
        {hasSearch && (
          <QueryChips
            text={searchedText(result)}
            interpretations={result.interpretations}
            phrases={result.phrases}
            hasHits={total > 0 || (result.unreadable ?? 0) > 0}
            onText={onText}
          />
        )}
        {/* Without hits, the middle of the window shows the reason. */}
        <p className={hasSearch && total === 0 ? 'unseen' : 'counts'} role="status">
          {t.photos(result.likely)}
          {result.possible > 0 && <span className="muted"> · {t.andPossible(result.possible)}</span>}
        </p>
      </div>
      {hasSearch && total > 1 && <SortChoice sort={sort} onSort={setSort} />}
      {total > 0 && browsing !== 'explore' && <ZoomControl zoom={zoom} />}
    </div>
  );
}
