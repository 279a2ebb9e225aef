import { type ReactNode, useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Output } from '../../../src/api/contract.ts';
import { useLanguage, useNotices, useUserActions } from '../../client/contexts.ts';
import { errorSentence } from '../../i18n/sentences.ts';
import { Sheet } from '../../ui/sheet.tsx';
import { TrashPlan } from './trash-plan.tsx';

type Plan = Output<'trash.plan'>;

interface Props {
  /** Makes the plan; null where nothing is to be moved. */
  readonly plan: () => Promise<Plan | null>;
  readonly title: string;
  /** Those that are to be gone then. */
  readonly photos: readonly number[];
  /** What photos that stay take over of those that go. */
  readonly merge?: Output<'duplicates.plan'>['merge'] | null;
  /** More that is shown about it. */
  readonly children?: ReactNode;
  readonly onTrashed: () => void;
  readonly onClose: () => void;
}

/** Shows what will go to the trash, and moves just that once it is confirmed. */
export function TrashDialog(props: Props): ReactNode {
  const { plan: makePlan, title, photos, merge = null, children, onTrashed, onClose } = props;
  const { t, language } = useLanguage();
  const { act, session } = useUserActions();
  const { notify } = useNotices();
  const [plan, setPlan] = useState<Plan | null>(null);
  const [isNothing, setNothing] = useState(false);
  const [isMoving, setMoving] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const confirm = useRef<HTMLButtonElement>(null);
  const ask = useEffectEvent(() =>
    makePlan().then((made) => {
      setPlan(made);
      setNothing(made === null);
    }, setError),
  );
  useEffect(() => void ask(), []);
  useEffect(() => {
    if (plan !== null) confirm.current?.focus();
  }, [plan]);

  const move = async ({ token, by }: Plan): Promise<void> => {
    setMoving(true);
    try {
      const { action, outcome } = await session.trash({ token, by, photos, merge });
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
      {plan === null && error === null && <p role="status">{isNothing ? t.trashNothing : t.trashPlanning}</p>}
      {children}
      {plan !== null && <TrashPlan plan={plan} />}
      {error !== null && (
        <p className="error" role="alert">
          {errorSentence(language, error)}
        </p>
      )}
    </Sheet>
  );
}
