import { type ReactNode, useId, useState } from 'react';
import type { Output } from '../../../src/api/contract.ts';
import { useLanguage } from '../../client/contexts.ts';
import type { PeopleChanges } from './use-people-changes.ts';

type Person = Output<'people.list'>[number];

interface Props {
  readonly person: Person;
  /** Whom it can be merged with. */
  readonly others: readonly Person[];
  readonly actions: PeopleChanges;
  readonly onPerson: (person: string) => void;
}

/** Changes to a person as a whole: merging, birthday, hiding. */
export function PersonForm({ person: one, others, actions, onPerson }: Props): ReactNode {
  const { t } = useLanguage();
  const { person, birthday, hidden } = one;
  const [mergeId, birthdayId] = [useId(), useId()];
  const [other, setOther] = useState('');
  const [day, setDay] = useState(birthday ?? '');
  const named = others.filter(({ name }) => name !== null);
  const follow = (work: Promise<string | null>): void =>
    void work.then((key) => {
      if (key !== null) onPerson(key);
    });
  return (
    <section className="person-form">
      {named.length > 0 && (
        <div>
          <label htmlFor={mergeId}>{t.sameAs}</label>
          <div className="field">
            <select id={mergeId} value={other} onChange={(event) => setOther(event.target.value)}>
              <option value="">{t.choosePerson}</option>
              {named.map(({ person: key, name }) => (
                <option key={key} value={key}>
                  {name}
                </option>
              ))}
            </select>
            <button
              type="button"
              className="button"
              disabled={other === ''}
              onClick={() => follow(actions.merge([other, person]))}
            >
              {t.mergePeople}
            </button>
          </div>
        </div>
      )}
      <div>
        <label htmlFor={birthdayId}>{t.birthday}</label>
        <div className="field">
          <input id={birthdayId} type="date" value={day} onChange={(event) => setDay(event.target.value)} />
          <button
            type="button"
            className="button"
            disabled={day === (birthday ?? '')}
            onClick={() => follow(actions.setBirthday(person, day === '' ? null : day))}
          >
            {t.save}
            <span className="unseen"> {t.birthday}</span>
          </button>
        </div>
      </div>
      <button type="button" className="button" onClick={() => follow(actions.hide(person, !hidden))}>
        {hidden ? t.unhidePerson : t.hidePerson}
      </button>
    </section>
  );
}
