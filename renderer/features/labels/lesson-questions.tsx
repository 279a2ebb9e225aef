import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import type { Hit } from '../../../src/api/contract.ts';
import { useConnection, useLanguage } from '../../client/contexts.ts';
import { Icon } from '../../ui/icon.tsx';
import { SteadyPicture } from '../../ui/steady-picture.tsx';
import { nextQuestion } from './next-question.ts';
import type { LessonState } from './use-lesson.ts';

interface Props {
  readonly name: string;
  readonly photos: readonly Hit[];
  readonly lesson: LessonState;
}

/** The photos of a round; the arrow keys go from one to the next, `y` and `n` answer and go on. */
export function LessonQuestions({ name, photos, lesson }: Props): ReactNode {
  const { t } = useLanguage();
  const { answers, correct, undo } = lesson;
  const [active, setActive] = useState(0);
  const grid = useRef<HTMLUListElement>(null);
  // The keyboard is at the first question of every round.
  useEffect(() => grid.current?.querySelector<HTMLElement>('[data-question]')?.focus(), []);

  const focus = (at: number): void => {
    setActive(at);
    grid.current?.querySelectorAll<HTMLElement>('[data-question]')[at]?.focus();
  };
  const answerAndGoOn = (applies: boolean): void => {
    void correct(active, applies);
    const isAnswered = (at: number): boolean => at === active || answers.has(photos[at]?.photo ?? 0);
    const next = nextQuestion(active, photos.length, isAnswered);
    if (next !== null) focus(next);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const isControl = event.ctrlKey || event.metaKey;
    if (isControl && event.key === 'z' && !event.shiftKey && undo()) {
      // Here the answers themselves show what is taken back.
      event.preventDefault();
      event.stopPropagation();
    }
    if (isControl || event.altKey) return;
    const columns = grid.current === null ? 1 : columnsOf(grid.current);
    const steps: Readonly<Record<string, number>> = {
      ArrowLeft: -1,
      ArrowRight: 1,
      ArrowUp: -columns,
      ArrowDown: columns,
    };
    const step = steps[event.key];
    if (step !== undefined) focus(Math.min(photos.length - 1, Math.max(0, active + step)));
    else if (event.key === 'y' || event.key === 'n') answerAndGoOn(event.key === 'y');
    else return;
    event.preventDefault();
  };

  return (
    <>
      <p>
        {t.isThis(name)} <span className="muted">{t.teachKeys}</span>
      </p>
      <ul ref={grid} className="plain questions" onKeyDown={onKeyDown}>
        {photos.map(({ photo }, at) => (
          <Question
            key={photo}
            photo={photo}
            at={at}
            applies={answers.get(photo) ?? null}
            isActive={at === active}
            onActive={() => setActive(at)}
            onCorrect={(applies) => void correct(at, applies)}
          />
        ))}
      </ul>
    </>
  );
}

interface QuestionProps {
  readonly photo: number;
  readonly at: number;
  readonly applies: boolean | null;
  readonly isActive: boolean;
  readonly onActive: () => void;
  readonly onCorrect: (applies: boolean) => void;
}

function Question({ photo, at, applies, isActive, onActive, onCorrect }: QuestionProps): ReactNode {
  const { picture } = useConnection();
  const { t } = useLanguage();
  return (
    <li className={applies === null ? undefined : applies ? 'yes' : 'no'}>
      {/* biome-ignore lint/a11y/useSemanticElements: two buttons and a picture belong together. */}
      <div
        role="group"
        className="question-picture"
        data-question={at}
        aria-label={t.answered(at + 1, applies)}
        tabIndex={isActive ? 0 : -1}
        onFocus={onActive}
      >
        <SteadyPicture src={picture('thumbnail', photo)} alt="" />
        {applies !== null && <Icon name={applies ? 'check' : 'close'} />}
      </div>
      <div className="question-answers">
        <button type="button" tabIndex={-1} aria-pressed={applies === true} onClick={() => onCorrect(true)}>
          {t.yes}
        </button>
        <button type="button" tabIndex={-1} aria-pressed={applies === false} onClick={() => onCorrect(false)}>
          {t.no}
        </button>
      </div>
    </li>
  );
}

/** How many cells of a CSS grid stand side by side. */
const columnsOf = (grid: Element): number =>
  Math.max(1, getComputedStyle(grid).gridTemplateColumns.split(' ').length);
