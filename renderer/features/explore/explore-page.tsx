import { type ReactNode, useRef } from 'react';
import { useLanguage, useStatus } from '../../client/contexts.ts';
import { isWorkingNow } from '../../client/status-watch.ts';
import { Icon } from '../../ui/icon.tsx';
import { Page, type PageScroll } from '../../ui/page.tsx';
import { MemoryRow } from '../memories/memory-row.tsx';
import { useMemories } from '../memories/use-memories.ts';
import { useExtent } from '../timeline/use-extent.ts';
import { ExploreRow } from './explore-row.tsx';
import { type ExploreCard, FAVOURITES } from './explore-sections.ts';
import { useExplore } from './use-explore.ts';

/** Pixels. */
const [GAP, NARROW, WIDE] = [14, 116, 146];

interface Props {
  readonly scroll: PageScroll;
  readonly onSearch: (text: string) => void;
  readonly onAlbum: (album: number) => void;
  readonly onFavourites: () => void;
  readonly onMemory: (memory: string) => void;
}

/** What this library holds, as picture cards: a way to look around without typing. */
export function ExplorePage({ scroll, onSearch, onAlbum, onFavourites, onMemory }: Props): ReactNode {
  const { t } = useLanguage();
  const sections = useExplore();
  const memories = useMemories()?.memories ?? [];
  const isWorking = useStatus(isWorkingNow);
  const inner = useRef<HTMLDivElement>(null);
  const width = useExtent(inner, 'clientWidth');
  const columns = Math.max(2, Math.floor((width + GAP) / ((width < 900 ? NARROW : WIDE) + GAP)));

  const open = ({ text, album }: ExploreCard): void => {
    if (album !== null) onAlbum(album);
    else if (text === FAVOURITES) onFavourites();
    else onSearch(text);
  };

  return (
    <Page title={t.explore} size="wide" scroll={scroll}>
      <div ref={inner} className="explore-inner">
        {width > 0 && sections !== null && memories.length > 0 && (
          <MemoryRow memories={memories} form="row" isNamed onOpen={onMemory} />
        )}
        {width > 0 &&
          sections?.map((section) => (
            <ExploreRow key={section.kind} section={section} columns={columns} onOpen={open} />
          ))}
        {sections?.length === 0 && (
          <div className="empty">
            <Icon name="picture" />
            <p>{isWorking ? t.exploreSoon : t.exploreNothing}</p>
          </div>
        )}
      </div>
    </Page>
  );
}
