import { type ReactNode, useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Input, Output } from '../../../src/api/contract.ts';
import { useConnection, useLanguage, useNotices, useUserActions } from '../../client/contexts.ts';
import { errorSentence } from '../../i18n/sentences.ts';
import { Sheet } from '../../ui/sheet.tsx';
import { TrashPlan } from './trash-plan.tsx';

type Plan = Output<'trash.plan'>;

interface Props {
  /** What is to be moved. */
  readonly wanted: Input<'trash.plan'>;
  readonly title: string;
  /** Changes that are made before, such as statements that the photos that stay take over. */
  readonly before?: (() => Promise<void>) | undefined;
  /** More that is said about it. */
  readonly children?: ReactNode;
  readonly onTrashed: () => void;
  readonly onClose: () => void;
}

/** Says what will go to the trash, and moves just that once it is confirmed. */
export function TrashDialog({ wanted, title, before, children, onTrashed, onClose }: Props): ReactNode {
  const { client } = useConnection();
  const { t, language } = useLanguage();
  const { act, session } = useUserActions();
  const { notify } = useNotices();
  const [plan, setPlan] = useState<Plan | null>(null);
  const [isMoving, setMoving] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const confirm = useRef<HTMLButtonElement>(null);
  const ask = useEffectEvent(() => client('trash.plan', wanted).then(setPlan, setError));
  useEffect(() => void ask(), []);
  useEffect(() => {
    if (plan !== null) confirm.current?.focus();
  }, [plan]);

  const move = async ({ token, by }: Plan): Promise<void> => {
    setMoving(true);
    try {
      await before?.();
      const { action, outcome } = await session.trash(token, by);
      act(Promise.resolve(action), () => t.trashed(outcome.photos, outcome.files));
      const [first] = outcome.problems;
      if (outcome.failed > 0 && first !== undefined)
        notify(t.notTrashed(outcome.failed, first.name, t.whyFailed(first.reason)));
      if (outcome.files > 0) onTrashed();
      onClose();
    } catch (thrown) {
      setError(thrown);
      setPlan(null);
    }
    setMoving(false);
  };

  return (
    <Sheet
      title={title}
      onClose={onClose}
      size="small"
      footer={
        <div className="actions">
          <button type="button" className="button" onClick={onClose}>
            {t.cancel}
          </button>
          <button
            ref={confirm}
            type="button"
            className="button danger"
            disabled={plan === null || plan.files === 0 || plan.by === 'nobody' || isMoving}
            onClick={() => plan !== null && void move(plan)}
          >
            {t.moveToTrash}
          </button>
        </div>
      }
    >
      {plan === null && error === null && <p role="status">{t.trashPlanning}</p>}
      {plan !== null && <TrashPlan plan={plan} />}
      {children}
      {error !== null && (
        <p className="error" role="alert">
          {errorSentence(language, error)}
        </p>
      )}
    </Sheet>
  );
}
