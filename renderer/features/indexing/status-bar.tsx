import type { ReactNode } from 'react';
import { useConnection, useLanguage, useNotices, useStatus } from '../../client/contexts.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { MissingNotice } from '../folders/missing-notice.tsx';
import { IndexProgress } from './index-progress.tsx';
import { pauseCall } from './pause-call.ts';
import { statusNews, statusRate, statusSentence } from './status-sentence.ts';

interface Props {
  /** Called when the user wants the details. */
  readonly onOpen: () => void;
  /** Called when the user wants to see where photos are missing. */
  readonly onFolders: () => void;
}

/** What the program is doing, in one line, with a way to hold it. */
export function StatusBar({ onOpen, onFolders }: Props): ReactNode {
  const { client } = useConnection();
  const { t } = useLanguage();
  const { report } = useNotices();
  const status = useStatus((state) => state.status);
  const isRefused = useStatus(({ error }) => error !== null);
  // The banner of the window states why; what was heard last is of before.
  if (status === null || isRefused) return null;
  const call = pauseCall(status);
  const text = [statusSentence(status, t), statusRate(status, t)].filter((part) => part !== null).join(' · ');
  return (
    <footer className="status-bar">
      <IndexProgress status={status} />
      <button
        type="button"
        className="status-button"
        aria-haspopup="dialog"
        title={t.indexing}
        onClick={onOpen}
      >
        <span className="status-text">{text}</span>
      </button>
      {/* Screen readers announce only what seldom changes. */}
      <span className="unseen" role="status">
        {statusNews(status, t)}
      </span>
      <MissingNotice onOpen={onFolders} />
      {call !== null && (
        <IconButton
          icon={call === 'index.resume' ? 'play' : 'pause'}
          label={call === 'index.resume' ? t.resume : t.pause}
          onClick={() => void client(call, {}).catch(report)}
        />
      )}
    </footer>
  );
}
