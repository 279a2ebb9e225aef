import { type ReactNode, useState } from 'react';
import { useLanguage, useNotices } from '../client/contexts.ts';
import { NameForm } from './name-form.tsx';
import { Question } from './question.tsx';

interface Props {
  readonly name: string;
  readonly question: string;
  readonly remove: string;
  readonly onRename: (name: string) => Promise<void>;
  readonly onRemove: () => Promise<void>;
  /** What else can be done, before these two. */
  readonly children?: ReactNode;
}

/** Renames an album or a label, or removes it after a confirmation. */
export function RenameRemove({ name, question, remove, onRename, onRemove, children }: Props): ReactNode {
  const { t } = useLanguage();
  const { report } = useNotices();
  const [opened, setOpened] = useState<'nothing' | 'rename' | 'remove'>('nothing');
  const close = (): void => setOpened('nothing');
  if (opened === 'rename')
    return (
      <NameForm
        label={t.newName}
        first={name}
        submit={t.save}
        isFirst
        onName={(next) => onRename(next).then(close)}
        onCancel={close}
      />
    );
  if (opened === 'remove')
    return (
      <Question question={question} keep={t.keep} onKeep={close}>
        <button type="button" className="button danger" onClick={() => void onRemove().catch(report)}>
          {remove}
        </button>
      </Question>
    );
  return (
    <div className="actions">
      {children}
      <button
        type="button"
        className="button quiet"
        aria-label={t.renameThing(name)}
        onClick={() => setOpened('rename')}
      >
        {t.rename}
      </button>
      <button
        type="button"
        className="button quiet"
        aria-label={t.removeThing(name)}
        onClick={() => setOpened('remove')}
      >
        {t.remove}
      </button>
    </div>
  );
}
