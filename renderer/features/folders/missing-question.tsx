import type { ReactNode } from 'react';
import type { Folder } from '../../../src/api/contract.ts';
import { useConnection, useLanguage } from '../../client/contexts.ts';
import { Icon } from '../../ui/icon.tsx';
import { wallClock } from '../../ui/wall-clock.ts';

interface Props {
  readonly folder: number;
  readonly missing: Folder['missing'][number];
  readonly onAnswer: (work: Promise<unknown>) => void;
}

/** Photos of a folder that went missing at once: whether they are deleted. Expected ones can be given up later. */
export function MissingQuestion({ folder, missing, onAnswer }: Props): ReactNode {
  const { client } = useConnection();
  const { t } = useLanguage();
  const { since, photos, expected } = missing;
  const day = t.day(wallClock(since));
  const answer = (forget: boolean): void =>
    onAnswer(client('folders.answerMissing', { folder, since, forget }));
  return (
    <div className="question">
      {expected ? (
        <p className="muted">{t.expectedMissing(photos, day)}</p>
      ) : (
        <p className="warning">
          <Icon name="warning" /> {t.manyMissing(photos, day)}
        </p>
      )}
      <div className="actions">
        {!expected && (
          <button type="button" className="button" onClick={() => answer(false)}>
            {t.keepMissing}
          </button>
        )}
        <button type="button" className="button" onClick={() => answer(true)}>
          {t.forgetMissing}
        </button>
      </div>
    </div>
  );
}
