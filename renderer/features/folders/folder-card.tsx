import { type ReactNode, useState } from 'react';
import type { Folder } from '../../../src/api/contract.ts';
import { useConnection, useLanguage, useNotices } from '../../client/contexts.ts';
import { Icon } from '../../ui/icon.tsx';
import { Question } from '../../ui/question.tsx';
import { ExcludedEditor } from './excluded-editor.tsx';
import { MissingQuestion } from './missing-question.tsx';
import { othersInWords } from './others-in-words.ts';
import { SilentNotice } from './silent-notice.tsx';

interface Props {
  readonly folder: Folder;
  /** Called when the user wants to see the photos that are missing. */
  readonly onMissing: () => void;
}

/** A folder: what is in it, how it is, and what can be done with it. */
export function FolderCard({ folder, onMissing }: Props): ReactNode {
  const { client } = useConnection();
  const { t } = useLanguage();
  const { report } = useNotices();
  const [opened, setOpened] = useState<'nothing' | 'remove' | 'exclude'>('nothing');
  const change = (work: Promise<unknown>): void => void work.catch(report);
  const counts = [
    t.files(folder.files),
    folder.waiting > 0 &&
      (folder.listed > 0 ? t.waitingListed(folder.listed, folder.waiting) : t.waiting(folder.waiting)),
    folder.problems > 0 && t.problemCount(folder.problems),
  ].filter((part) => part !== false);
  const others = othersInWords(folder.others, t);

  return (
    <li className="card" aria-label={folder.name}>
      <h3>
        <Icon name="folder" /> <span translate="no">{folder.name}</span>
        {folder.state === 'scanning' && <span className="tag">{t.scanningFolder}</span>}
      </h3>
      <p>{counts.join(' · ')}</p>
      {others.length > 0 && <p className="muted">{t.notSearchedYet(others)}</p>}
      {folder.cloudOnly > 0 && <p className="muted">{t.cloudOnly(folder.cloudOnly)}</p>}
      {folder.excluded.length > 0 && <p className="muted">{t.leftOut(folder.excluded.length)}</p>}
      <SilentNotice folder={folder} />
      {folder.state === 'unreachable' && !folder.isSilent && (
        <p className="warning">
          <Icon name="warning" /> {t.unreachable}
        </p>
      )}
      {folder.missing.map((one) => (
        <MissingQuestion
          key={`${one.kind} ${one.since}`}
          folder={folder.id}
          missing={one}
          onAnswer={change}
          onShow={onMissing}
        />
      ))}
      {opened === 'nothing' && (
        <div className="actions">
          <button type="button" className="button quiet" onClick={() => setOpened('exclude')}>
            {t.subfolders}
          </button>
          <button type="button" className="button quiet" onClick={() => setOpened('remove')}>
            {t.remove}
          </button>
        </div>
      )}
      {opened === 'remove' && (
        <Question question={t.removeQuestion} keep={t.keep} onKeep={() => setOpened('nothing')}>
          <button
            type="button"
            className="button danger"
            onClick={() => change(client('folders.remove', { folder: folder.id }))}
          >
            {t.removeFolder}
          </button>
        </Question>
      )}
      {opened === 'exclude' && <ExcludedEditor folder={folder} onDone={() => setOpened('nothing')} />}
    </li>
  );
}
