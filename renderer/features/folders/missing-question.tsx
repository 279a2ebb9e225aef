import type { ReactNode } from 'react';
import type { Folder } from '../../../src/api/contract.ts';
import { MISSING_DAYS } from '../../../src/domain/missing-days.ts';
import { useConnection, useLanguage } from '../../client/contexts.ts';
import type { Strings } from '../../i18n/strings.ts';
import { Icon } from '../../ui/icon.tsx';
import { wallClock } from '../../ui/wall-clock.ts';

type Missing = Folder['missing'][number];

interface Props {
  readonly folder: number;
  readonly missing: Missing;
  readonly onAnswer: (work: Promise<unknown>) => void;
  /** Called when the user wants to see them. */
  readonly onShow: () => void;
}

const SENTENCES = {
  many: (t, photos, day) => t.manyMissing(photos, day),
  few: (t, photos, day) => t.fewMissing(photos, day, MISSING_DAYS),
  expected: (t, photos, day) => t.expectedMissing(photos, day),
} as const satisfies Record<Missing['kind'], (t: Strings, photos: number, day: string) => string>;

/** Photos of a folder that are missing: whether they are deleted. Expected ones can be given up later. */
export function MissingQuestion({ folder, missing, onAnswer, onShow }: Props): ReactNode {
  const { client } = useConnection();
  const { t } = useLanguage();
  const { since, events, photos, kind } = missing;
  const sentence = SENTENCES[kind](t, photos, t.day(wallClock(since)));
  const answer = (forget: boolean): void =>
    onAnswer(client('folders.answerMissing', { folder, events, forget }));
  return (
    <div className="question">
      {kind === 'many' ? (
        <p className="warning">
          <Icon name="warning" /> {sentence}
        </p>
      ) : (
        <p className="muted">{sentence}</p>
      )}
      <div className="actions">
        <button type="button" className="button" onClick={onShow}>
          {t.showMissing}
        </button>
        {kind !== 'expected' && (
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
