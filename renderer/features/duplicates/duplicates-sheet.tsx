import { type ReactNode, useState } from 'react';
import { useLanguage } from '../../client/contexts.ts';
import { Sheet } from '../../ui/sheet.tsx';
import { Viewer } from '../viewer/viewer.tsx';
import { DuplicateGroup } from './duplicate-group.tsx';
import { useDuplicates } from './use-duplicates.ts';

const PAGE = 30;

interface Props {
  readonly onSearch: (text: string) => void;
  readonly onClose: () => void;
}

/** Photos that are there more than once, side by side. Nothing is deleted here. */
export function DuplicatesSheet({ onSearch, onClose }: Props): ReactNode {
  const { t } = useLanguage();
  const [shown, setShown] = useState(PAGE);
  const list = useDuplicates(shown);
  const [viewing, setViewing] = useState<{ readonly group: number; readonly rank: number } | null>(null);
  const group = viewing === null ? undefined : list?.groups[viewing.group];
  const hitAt = (rank: number) => group?.[rank] ?? null;

  return (
    <Sheet title={t.duplicates} size="wide" onClose={onClose}>
      {list === null || list.working ? (
        <div className="duplicates-working">
          <p role="status">{t.comparing}</p>
          <progress aria-label={t.progress} max={1} value={list?.part} />
        </div>
      ) : (
        <p className="muted">{list.total === 0 ? t.noDuplicates : t.duplicatesIntro(list.total)}</p>
      )}
      <ul className="plain duplicate-groups">
        {list?.groups.map((one, at) => (
          <DuplicateGroup
            key={one[0]?.photo}
            group={one}
            onOpen={(rank) => setViewing({ group: at, rank })}
          />
        ))}
      </ul>
      {list !== null && list.total > shown && (
        <button type="button" className="button" onClick={() => setShown(Math.min(5000, shown + 5 * PAGE))}>
          {t.showMore}
        </button>
      )}
      {viewing !== null && group !== undefined && (
        <Viewer
          hit={hitAt(viewing.rank)}
          rank={viewing.rank}
          total={group.length}
          near={[hitAt(viewing.rank + 1), hitAt(viewing.rank - 1)]}
          text=""
          interpretations={[]}
          onRank={(rank) => setViewing({ ...viewing, rank })}
          onClose={() => setViewing(null)}
          onSearch={onSearch}
        />
      )}
    </Sheet>
  );
}
