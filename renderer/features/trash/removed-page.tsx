import type { ReactNode } from 'react';
import type { Output } from '../../../src/api/contract.ts';
import { useConnection, useLanguage, useUserActions } from '../../client/contexts.ts';
import { useQuery } from '../../client/use-query.ts';
import { Icon } from '../../ui/icon.tsx';
import { Page, type PageScroll } from '../../ui/page.tsx';
import { SteadyPicture } from '../../ui/steady-picture.tsx';
import { wallClock } from '../../ui/wall-clock.ts';

/** What went to the trash of the system and is still there, each with its way back. */
export function RemovedPage({ scroll }: { readonly scroll: PageScroll }): ReactNode {
  const { t } = useLanguage();
  const found = useQuery('trash.list', {});
  return (
    <Page title={t.removed} scroll={scroll}>
      {found !== null && found.runs.length > 0 && (
        <>
          <p className="muted">{t.removedIntro}</p>
          <ul className="plain cards">
            {found.runs.map((run) => (
              <RemovedRun key={run.undo} run={run} />
            ))}
          </ul>
        </>
      )}
      {found?.runs.length === 0 && (
        <div className="empty">
          <Icon name="trash" />
          <p>{found.by === 'program' ? t.removedNone : t.trashByHand}</p>
        </div>
      )}
    </Page>
  );
}

function RemovedRun({ run }: { readonly run: Output<'trash.list'>['runs'][number] }): ReactNode {
  const { picture } = useConnection();
  const { t } = useLanguage();
  const { putBack } = useUserActions();
  const { undo, at, photos, files, shown, names } = run;
  const what = photos === null ? t.files(files) : t.photos(photos);
  return (
    <li className="card removed-run">
      <h3>
        {what} <span className="muted">{t.dayAndTime(wallClock(at))}</span>
      </h3>
      {shown.length > 0 && (
        <div className="removed-photos" aria-hidden="true">
          {shown.map((photo) => (
            <SteadyPicture
              key={photo}
              src={picture('thumbnail', photo)}
              alt=""
              loading="lazy"
              draggable={false}
            />
          ))}
        </div>
      )}
      <p className="muted removed-names" translate="no">
        {t.list(names)}
        {files > names.length && '…'}
      </p>
      <div className="actions">
        <button
          type="button"
          className="button"
          aria-label={t.putBackNamed(what)}
          onClick={() => putBack({ run: undo, files })}
        >
          {t.putBack}
        </button>
      </div>
    </li>
  );
}
