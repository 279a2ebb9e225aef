import type { ReactNode } from 'react';
import { errorText } from '../../../src/i18n/sentences.ts';
import { useConnection, useLanguage, useNotices, useStatus } from '../../client/contexts.ts';
import { Icon } from '../../ui/icon.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { othersInWords } from '../folders/others-in-words.ts';
import { useFolders } from '../folders/use-folders.ts';
import { AnalyserSwitches } from './analyser-switches.tsx';
import { IndexProgress } from './index-progress.tsx';
import { leftAside } from './left-aside.ts';
import { pauseCall } from './pause-call.ts';
import { SpeedChoice } from './speed-choice.tsx';
import { pauseSentence, statusRate, statusSentence } from './status-sentence.ts';

interface Props {
  readonly onFolders: () => void;
  readonly onProblems: () => void;
  readonly onPerformance: () => void;
  readonly onClose: () => void;
}

/** Progress and speed of indexing, and what is skipped. */
export function IndexingSheet({ onFolders, onProblems, onPerformance, onClose }: Props): ReactNode {
  const { client } = useConnection();
  const { t, language } = useLanguage();
  const { report } = useNotices();
  const folders = useFolders();
  const status = useStatus((state) => state.status);
  if (status === null) return null;
  const call = pauseCall(status);
  const rate = statusRate(status, t);
  const pause = pauseSentence(status, t);
  const { others, cloudOnly } = leftAside(folders);
  const notSearched = othersInWords(others, t);
  const { films } = status;
  const isNothing = notSearched.length + cloudOnly + status.problems + films.waiting + films.unreadable === 0;
  const away = folders.filter(({ state }) => state === 'unreachable');
  const ask = (name: 'index.pause' | 'index.resume' | 'index.rescan'): void =>
    void client(name, {}).catch(report);

  return (
    <Sheet title={t.indexing} onClose={onClose}>
      <div className="indexing-now">
        <p>
          <b>{statusSentence(status, t)}</b>
        </p>
        <IndexProgress status={status} />
        {rate !== null && <p className="muted">{rate}</p>}
        {pause !== null && (
          <p className="warning">
            <Icon name="pause" /> {pause}
          </p>
        )}
        {status.phase === 'stopped' && !status.isLockedElsewhere && (
          <p className="warning" role="alert">
            <Icon name="warning" />
            {status.stoppedBy === null || status.stoppedBy === 'internal'
              ? t.indexingStopped
              : errorText(language, status.stoppedBy)}
          </p>
        )}
        <div className="actions">
          {call !== null && (
            <button type="button" className="button" onClick={() => ask(call)}>
              <Icon name={call === 'index.resume' ? 'play' : 'pause'} />
              {call === 'index.resume' ? t.resume : t.pause}
            </button>
          )}
          {status.phase === 'idle' && folders.length > 0 && (
            <button type="button" className="button" onClick={() => ask('index.rescan')}>
              {t.rescan}
            </button>
          )}
        </div>
      </div>

      <h3>{t.speed}</h3>
      <SpeedChoice />
      <AnalyserSwitches />

      <button type="button" className="button quiet" onClick={onPerformance}>
        {t.openPerformance}
      </button>

      {(status.watching !== null || away.length > 0) && <h3>{t.changesInFolders}</h3>}
      {status.watching !== null && <p className="muted">{t.watchingMeaning[status.watching]}</p>}
      {away.length > 0 && (
        <p className="warning">
          <Icon name="warning" />
          <span>
            {t.foldersAway(away.map(({ name }) => name))}{' '}
            <button type="button" className="link" onClick={onFolders}>
              {t.toFolders}
            </button>
          </span>
        </p>
      )}

      <h3>{t.leftAside}</h3>
      {isNothing && <p className="muted">{t.nothingLeftAside}</p>}
      {notSearched.length > 0 && <p>{t.notSearchedYet(notSearched)}</p>}
      {cloudOnly > 0 && <p>{t.cloudOnly(cloudOnly)}</p>}
      {films.waiting > 0 && <p>{t.filmsWaiting(films.waiting)}</p>}
      {films.unreadable > 0 && <p>{t.filmsUnreadable(films.unreadable)}</p>}
      {status.problems > 0 && (
        <p>
          <button type="button" className="link" onClick={onProblems}>
            {t.toProblems(status.problems)}
          </button>
        </p>
      )}
    </Sheet>
  );
}
