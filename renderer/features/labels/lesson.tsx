import { type ReactNode, useState } from 'react';
import { quoteWord } from '../../../src/query/print-query.ts';
import { useLanguage } from '../../client/contexts.ts';
import { useQuery } from '../../client/use-query.ts';
import type { NamedLabel } from './correct-label.ts';
import { LessonQuestions } from './lesson-questions.tsx';
import { useLesson } from './use-lesson.ts';

interface Props {
  readonly label: NamedLabel;
  readonly onSearch: () => void;
  readonly onDone: () => void;
}

/** Asks about a few photos at a time whether they show a label, and shows what the label finds by now. */
export function Lesson({ label: { label, name }, onSearch, onDone }: Props): ReactNode {
  const { t } = useLanguage();
  /** Each round has its own questions, with the keyboard at the first. */
  const [round, setRound] = useState(0);
  const lesson = useLesson(label, () => setRound((before) => before + 1));
  const own = useQuery('labels.own', {})?.find((one) => one.label === label);
  const finds = useQuery('search.run', { text: `label:${quoteWord(name)}`, verbatim: true, limit: 1 });
  const { photos } = lesson;
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
        <LessonQuestions key={round} name={name} photos={photos} lesson={lesson} />
      )}
      <div className="actions lesson-foot">
        {!isEmpty && (
          <button type="button" className="button primary" onClick={lesson.next}>
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
