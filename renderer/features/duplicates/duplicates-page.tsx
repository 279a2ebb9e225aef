import { type ReactNode, useRef, useState } from 'react';
import { DUPLICATE_KINDS, type DuplicateKind } from '../../../src/domain/duplicate-kind.ts';
import { useConnection, useLanguage } from '../../client/contexts.ts';
import { Choice } from '../../ui/choice.tsx';
import { Page, type PageScroll } from '../../ui/page.tsx';
import { usePlay } from '../slideshow/play-context.ts';
import { slidesOfPhotos } from '../slideshow/slide-sources.ts';
import { Viewer } from '../viewer/viewer.tsx';
import { CleanUpDialog } from './clean-up-dialog.tsx';
import { DuplicateGroup, type Group } from './duplicate-group.tsx';
import { type CleanUpChoice, useCleanUp } from './use-clean-up.ts';
import { GROUPS_PER_PAGE, useDuplicates } from './use-duplicates.ts';

interface Props {
  /** The photo that is open; null for none. */
  readonly photo: number | null;
  readonly scroll: PageScroll;
  readonly onPhoto: (photo: number | null) => void;
  readonly onSearch: (text: string) => void;
}

/** Photos that are there more than once, side by side: what stays is chosen, and the rest goes at the user's request. */
export function DuplicatesPage({ photo, scroll, onPhoto, onSearch }: Props): ReactNode {
  const { t } = useLanguage();
  const [kind, setKind] = useState<DuplicateKind>('near');
  const [page, setPage] = useState(0);
  const choice = useCleanUp(kind);
  const list = useDuplicates(kind, page);
  const top = useRef<HTMLDivElement>(null);
  const total = list?.total ?? 0;
  const last = Math.max(0, Math.ceil(total / GROUPS_PER_PAGE) - 1);
  // What was on the last page may be gone.
  if (list !== null && !list.working && page > last) setPage(last);
  const go = (next: number): void => {
    setPage(next);
    top.current?.scrollIntoView();
  };

  return (
    <Page title={t.duplicates} size="wide" scroll={scroll}>
      <div ref={top} className="duplicates-choice">
        <Choice
          label={t.duplicateKinds}
          options={DUPLICATE_KINDS.map((one) => [one, t.duplicateKind(one)] as const)}
          value={kind}
          onChoose={(next) => {
            setKind(next);
            setPage(0);
          }}
        />
      </div>
      {list === null || list.working ? (
        <div className="duplicates-working">
          <p role="status">{t.comparing}</p>
          <progress aria-label={t.progress} max={1} value={list?.part} />
        </div>
      ) : (
        <p className="muted">{total === 0 ? t.noDuplicates : t.duplicatesOfKind(kind, total)}</p>
      )}
      {list !== null && list.unread > 0 && <p className="muted">{t.duplicatesUnread(list.unread)}</p>}
      {total > 0 && (
        <CleanUpBar choice={choice} total={total} onDone={() => choice.chooseAll(kind === 'exact')} />
      )}
      <ul className="plain duplicate-groups">
        {list?.groups.map((one) => (
          <DuplicateGroup
            key={one.group}
            group={one}
            isChosen={choice.isChosen(one.group)}
            kept={choice.kept(one.group)}
            onChoose={choice.choose}
            onKeep={choice.keep}
            onOpen={onPhoto}
          />
        ))}
      </ul>
      {last > 0 && (
        <nav className="duplicate-pages" aria-label={t.pages}>
          <button type="button" className="button" disabled={page === 0} onClick={() => go(page - 1)}>
            {t.previousPage}
          </button>
          <span>{t.pageOf(page + 1, last + 1)}</span>
          <button type="button" className="button" disabled={page === last} onClick={() => go(page + 1)}>
            {t.nextPage}
          </button>
        </nav>
      )}
      <OpenDuplicate groups={list?.groups ?? []} photo={photo} onPhoto={onPhoto} onSearch={onSearch} />
    </Page>
  );
}

interface BarProps {
  readonly choice: CleanUpChoice;
  readonly total: number;
  readonly onDone: () => void;
}

/** How many groups are chosen, and the button that cleans them up. */
function CleanUpBar({ choice, total, onDone }: BarProps): ReactNode {
  const { t } = useLanguage();
  const [isOpen, setOpen] = useState(false);
  const count = choice.count(total);
  return (
    <div className="clean-up-bar">
      <label className="check">
        <input
          type="checkbox"
          checked={count === total}
          ref={(box) => {
            if (box !== null) box.indeterminate = count > 0 && count < total;
          }}
          onChange={() => choice.chooseAll(count < total)}
        />
        {t.allGroups(count, total)}
      </label>
      <button type="button" className="button primary" disabled={count === 0} onClick={() => setOpen(true)}>
        {t.cleanUp}
      </button>
      {isOpen && <CleanUpDialog chosen={choice.input()} onDone={onDone} onClose={() => setOpen(false)} />}
    </div>
  );
}

interface OpenProps extends Pick<Props, 'photo' | 'onPhoto' | 'onSearch'> {
  readonly groups: readonly Group[];
}

/** The photo of a group that is open. */
function OpenDuplicate({ groups, photo, onPhoto, onSearch }: OpenProps): ReactNode {
  const { client } = useConnection();
  const play = usePlay();
  const group = groups.find(({ members }) => members.some(({ hit }) => hit.photo === photo));
  const hits = [...new Map((group?.members ?? []).map(({ hit }) => [hit.photo, hit])).values()];
  const rank = hits.findIndex((hit) => hit.photo === photo);
  const hitAt = (at: number) => hits[at] ?? null;
  if (rank < 0) return null;
  return (
    <Viewer
      hit={hitAt(rank)}
      rank={rank}
      total={hits.length}
      near={[hitAt(rank + 1), hitAt(rank - 1)]}
      text=""
      interpretations={[]}
      onRank={(at) => onPhoto(hits[at]?.photo ?? photo)}
      onTrashed={() => onPhoto(null)}
      onClose={() => onPhoto(null)}
      onSearch={onSearch}
      onPlay={() =>
        play(
          slidesOfPhotos(
            client,
            [...hits.slice(rank), ...hits.slice(0, rank)].map((hit) => hit.photo),
          ),
        )
      }
    />
  );
}
