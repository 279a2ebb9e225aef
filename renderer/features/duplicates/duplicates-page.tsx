import { type ReactNode, useState } from 'react';
import { useConnection, useLanguage } from '../../client/contexts.ts';
import { Page, type PageScroll } from '../../ui/page.tsx';
import { usePlay } from '../slideshow/play-context.ts';
import { slidesOfPhotos } from '../slideshow/slide-sources.ts';
import { Viewer } from '../viewer/viewer.tsx';
import { DuplicateGroup } from './duplicate-group.tsx';
import { useDuplicates } from './use-duplicates.ts';

const PAGE = 30;

interface Props {
  /** The photo that is open; null for none. */
  readonly photo: number | null;
  readonly scroll: PageScroll;
  readonly onPhoto: (photo: number | null) => void;
  readonly onSearch: (text: string) => void;
}

/** Photos that are there more than once, side by side. Nothing is deleted here. */
export function DuplicatesPage({ photo, scroll, onPhoto, onSearch }: Props): ReactNode {
  const { t } = useLanguage();
  const { client } = useConnection();
  const play = usePlay();
  const [shown, setShown] = useState(PAGE);
  const list = useDuplicates(shown);
  const group = list?.groups.find((one) => one.some((hit) => hit.photo === photo)) ?? [];
  const rank = group.findIndex((hit) => hit.photo === photo);
  const hitAt = (at: number) => group[at] ?? null;
  const view = (at: number): void => onPhoto(group[at]?.photo ?? photo);

  return (
    <Page title={t.duplicates} size="wide" scroll={scroll}>
      {list === null || list.working ? (
        <div className="duplicates-working">
          <p role="status">{t.comparing}</p>
          <progress aria-label={t.progress} max={1} value={list?.part} />
        </div>
      ) : (
        <p className="muted">{list.total === 0 ? t.noDuplicates : t.duplicatesIntro(list.total)}</p>
      )}
      <ul className="plain duplicate-groups">
        {list?.groups.map((one) => (
          <DuplicateGroup key={one[0]?.photo} group={one} onOpen={(at) => onPhoto(one[at]?.photo ?? null)} />
        ))}
      </ul>
      {list !== null && list.total > shown && (
        <button type="button" className="button" onClick={() => setShown(Math.min(5000, shown + 5 * PAGE))}>
          {t.showMore}
        </button>
      )}
      {rank >= 0 && (
        <Viewer
          hit={hitAt(rank)}
          rank={rank}
          total={group.length}
          near={[hitAt(rank + 1), hitAt(rank - 1)]}
          text=""
          interpretations={[]}
          onRank={view}
          onTrashed={() => onPhoto(null)}
          onClose={() => onPhoto(null)}
          onSearch={onSearch}
          onPlay={() =>
            play(
              slidesOfPhotos(
                client,
                [...group.slice(rank), ...group.slice(0, rank)].map((hit) => hit.photo),
              ),
            )
          }
        />
      )}
    </Page>
  );
}
