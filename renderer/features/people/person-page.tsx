import { type ReactNode, useEffect, useState } from 'react';
import { useLanguage } from '../../client/contexts.ts';
import { useQuery, useQueryState } from '../../client/use-query.ts';
import { Icon } from '../../ui/icon.tsx';
import { NameForm } from '../../ui/name-form.tsx';
import { useWhileShown } from '../../ui/use-while-shown.ts';
import { PersonFaces } from './person-faces.tsx';
import { PersonForm } from './person-form.tsx';
import { personSearch } from './person-search.ts';
import { usePeopleChanges } from './use-people-changes.ts';

interface Props {
  /** Its key. */
  readonly person: string;
  /** Shows what was open before, where this person is gone, as after an undo; null: nothing was. */
  readonly onGone: (() => void) | null;
  /** Another person, or the same by a new key; null: back to all. */
  readonly onPerson: (person: string | null) => void;
  readonly onSearch: (text: string) => void;
}

/** As many faces at first, and more each time. */
const PAGE = 60;
const MOST = 500;

/** One person, or one group without a name: the faces, and what can be done with them. */
export function PersonPage({ person, onGone, onPerson, onSearch }: Props): ReactNode {
  const { t } = useLanguage();
  const actions = usePeopleChanges();
  const goOn = useWhileShown(onPerson);
  const [limit, setLimit] = useState(PAGE);
  const { data, isError } = useQueryState(
    'people.faces',
    { person, offset: 0, limit },
    { isSilent: true, keeps: (before) => before.person === person },
  );
  useEffect(() => {
    if (isError) onGone?.();
  }, [isError, onGone]);
  const others = useQuery('people.list', {})?.filter((one) => one.person !== person) ?? [];
  const name = data?.person.name ?? null;
  const names = [...new Set(others.flatMap((one) => (one.name === null ? [] : [one.name])))];
  return (
    <div className="person">
      <div className="actions">
        <button type="button" className="button" onClick={() => onPerson(null)}>
          <Icon name="left" />
          {t.backToPeople}
        </button>
        {name !== null && (
          <button type="button" className="button" onClick={() => onSearch(personSearch(name))}>
            <Icon name="search" />
            {t.photosOfPerson}
          </button>
        )}
      </div>
      {isError && onGone === null && <p role="alert">{t.personGone}</p>}
      {data !== undefined && !isError && (
        <>
          <h3 {...(name === null ? {} : { translate: 'no' as const })}>{name ?? t.whoIsThis}</h3>
          <NameForm
            key={name}
            label={t.personName}
            first={name ?? ''}
            submit={t.save}
            suggestions={names}
            onName={async (next) => goOn(await actions.name(person, next, names))}
          />
          <PersonFaces shown={data} actions={actions} onPerson={goOn} />
          {data.total > data.faces.length && limit < MOST && (
            <button type="button" className="button" onClick={() => setLimit(Math.min(MOST, limit * 2))}>
              {t.moreFaces}
            </button>
          )}
          <PersonForm person={data.person} others={others} actions={actions} onPerson={goOn} />
        </>
      )}
    </div>
  );
}
