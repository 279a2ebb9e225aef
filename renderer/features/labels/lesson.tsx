import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import type { Hit } from '../../../src/api/contract.ts';
import { quoteWord } from '../../../src/query/print-query.ts';
import { useApp } from '../../client/app-context.ts';
import { useQuery } from '../../client/use-query.ts';
import { Icon } from '../../ui/icon.tsx';
import type { NamedLabel } from './correct-label.ts';
import { nextQuestion } from './next-question.ts';

/** Photos asked about at once. */
const AT_ONCE = 12;

interface Props {
  readonly label: NamedLabel;
  readonly onSearch: () => void;
  readonly onDone: () => void;
}

/** Asks about a few photos at a time whether they show a label; every answer is said at once. */
export function Lesson({ label: { label, name }, onSearch, onDone }: Props): ReactNode {
  const { client, t, picture, report, userData } = useApp();
  const [photos, setPhotos] = useState<readonly Hit[] | null>(null);
  const [answers, setAnswers] = useState<ReadonlyMap<number, boolean>>(new Map());
  /** The answers before each one of this round, for the way back. */
  const before = useRef<ReadonlyMap<number, boolean>[]>([]);
  const [active, setActive] = useState(0);
  const [round, setRound] = useState(0);
  const grid = useRef<HTMLUListElement>(null);
  const own = useQuery('labels.own', {})?.find((one) => one.label === label);
  const finds = useQuery('search.run', { text: `label:${quoteWord(name)}`, verbatim: true, limit: 1 });

  // biome-ignore lint/correctness/useExhaustiveDependencies: `round` says when.
  useEffect(() => {
    let isCurrent = true;
    client('labels.propose', { label, limit: AT_ONCE })
      .then((next) => {
        if (!isCurrent) return;
        setPhotos(next);
        setAnswers(new Map());
        before.current = [];
        setActive(0);
      })
      .catch((error: unknown) => isCurrent && report(error));
    return () => {
      isCurrent = false;
    };
  }, [client, report, label, round]);
  const focus = (at: number): void => {
    setActive(at);
    grid.current?.querySelectorAll<HTMLElement>('[data-question]')[at]?.focus();
  };
  const isReady = photos !== null && finds !== null;
  // The keyboard is at the first question of every round.
  useEffect(() => {
    if (isReady && photos !== null) grid.current?.querySelector<HTMLElement>('[data-question]')?.focus();
  }, [isReady, photos]);

  const takeBack = (): void => setAnswers((now) => before.current.pop() ?? now);
  const say = async (at: number, wanted: boolean): Promise<void> => {
    const photo = photos?.[at]?.photo;
    if (photo === undefined) return;
    const says = answers.get(photo) === wanted ? null : wanted;
    const next = new Map(answers);
    if (says === null) next.delete(photo);
    else next.set(photo, says);
    setAnswers(next);
    before.current.push(answers);
    try {
      await userData.session.say([{ photo, label, says }]);
    } catch (error) {
      takeBack();
      report(error);
    }
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const isUndo = event.key === 'z' && (event.ctrlKey || event.metaKey) && !event.shiftKey;
    if (isUndo && before.current.length > 0) {
      // Here the answers themselves show what is taken back.
      event.preventDefault();
      event.stopPropagation();
      userData.session.undo().then(takeBack, report);
    }
    if (event.ctrlKey || event.metaKey || event.altKey || photos === null) return;
    const columns = grid.current === null ? 1 : columnsOf(grid.current);
    const steps: Readonly<Record<string, number>> = {
      ArrowLeft: -1,
      ArrowRight: 1,
      ArrowUp: -columns,
      ArrowDown: columns,
    };
    const step = steps[event.key];
    if (step !== undefined) focus(Math.min(photos.length - 1, Math.max(0, active + step)));
    else if (event.key === 'y' || event.key === 'n') {
      void say(active, event.key === 'y');
      const isAnswered = (at: number): boolean => at === active || answers.has(photos[at]?.photo ?? 0);
      const next = nextQuestion(active, photos.length, isAnswered);
      if (next !== null) focus(next);
    } else return;
    event.preventDefault();
  };

  if (photos === null || finds === null) return null;
  const isEmpty = photos.length === 0;
  return (
    <div className="lesson">
      <div className="lesson-head">
        <p role="status">
          {own !== undefined && <b>{t.lessons(name, own.yes, own.no)}</b>}{' '}
          {t.findsNow(finds.likely, finds.possible)}
        </p>
        {finds.likely + finds.possible > 0 && (
          <button type="button" className="button quiet" onClick={onSearch}>
            {t.showPhotos}
          </button>
        )}
      </div>
      {isEmpty ? (
        <p className="lesson-empty">{own?.yes === 0 ? t.teachFirst(name) : t.nothingToAsk}</p>
      ) : (
        <>
          <p>
            {t.isThis(name)} <span className="muted">{t.teachKeys}</span>
          </p>
          <ul ref={grid} className="plain questions" onKeyDown={onKeyDown}>
            {photos.map(({ photo }, at) => {
              const says = answers.get(photo) ?? null;
              return (
                <li key={photo} className={says === null ? undefined : says ? 'yes' : 'no'}>
                  {/* biome-ignore lint/a11y/useSemanticElements: two buttons and a picture belong together. */}
                  <div
                    role="group"
                    className="question-picture"
                    data-question={at}
                    aria-label={t.answered(at + 1, says)}
                    tabIndex={at === active ? 0 : -1}
                    onFocus={() => setActive(at)}
                  >
                    <img src={picture('thumbnail', photo)} alt="" />
                    {says !== null && <Icon name={says ? 'check' : 'close'} />}
                  </div>
                  <div className="question-answers">
                    <button
                      type="button"
                      tabIndex={-1}
                      aria-pressed={says === true}
                      onClick={() => void say(at, true)}
                    >
                      {t.yes}
                    </button>
                    <button
                      type="button"
                      tabIndex={-1}
                      aria-pressed={says === false}
                      onClick={() => void say(at, false)}
                    >
                      {t.no}
                    </button>
                  </div>
                </li>
              );
            })}
          </ul>
        </>
      )}
      <div className="actions lesson-foot">
        {!isEmpty && (
          <button type="button" className="button primary" onClick={() => setRound(round + 1)}>
            {t.nextPhotos}
          </button>
        )}
        <button type="button" className="button" onClick={onDone}>
          {t.done}
        </button>
      </div>
    </div>
  );
}

/** How many cells of a CSS grid stand side by side. */
const columnsOf = (grid: Element): number =>
  Math.max(1, getComputedStyle(grid).gridTemplateColumns.split(' ').length);
