import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { useLanguage } from '../../client/contexts.ts';
import { useQuery } from '../../client/use-query.ts';
import { FacePicture } from './face-picture.tsx';
import { usePeopleChanges } from './use-people-changes.ts';

/**
 * One pair that may be one person; `y` and `n` answer and go on.
 * @param questions how many pairs there are
 */
export function SamePerson({ questions }: { readonly questions: number }): ReactNode {
  const { t } = useLanguage();
  const { answer } = usePeopleChanges();
  const pairs = useQuery('people.questions', { limit: 20 });
  /** The list that was answered from and the pair, until the next list is here. */
  const [answered, setAnswered] = useState<{ readonly of: typeof pairs; readonly pair: string } | null>(null);
  const pair = pairs?.find(({ faces }) => answered?.of !== pairs || faces.join() !== answered.pair);
  if (pair === undefined) return null;
  const { one, other, faces } = pair;
  const onAnswer = (same: boolean): void => {
    setAnswered({ of: pairs, pair: faces.join() });
    void answer(faces, same).then((isNoted) => {
      if (!isNoted) setAnswered(null);
    });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || (event.key !== 'y' && event.key !== 'n')) return;
    event.preventDefault();
    onAnswer(event.key === 'y');
  };
  return (
    <section className="same-person" aria-label={t.samePerson} onKeyDown={onKeyDown}>
      <p>
        <b>{t.samePerson}</b> <span className="muted">{t.questionsLeft(questions)}</span>
      </p>
      <div className="pair">
        {[one, other].map(({ person, name }, at) => (
          <figure key={person}>
            <FacePicture face={faces[at] ?? null} />
            <figcaption>{name ?? t.whoIsThis}</figcaption>
          </figure>
        ))}
      </div>
      <div className="actions">
        <button type="button" className="button" aria-keyshortcuts="y" onClick={() => onAnswer(true)}>
          {t.yes}
        </button>
        <button type="button" className="button" aria-keyshortcuts="n" onClick={() => onAnswer(false)}>
          {t.no}
        </button>
        <span className="muted">{t.teachKeys}</span>
      </div>
    </section>
  );
}
