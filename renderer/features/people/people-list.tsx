import { type ReactNode, useState } from 'react';
import type { Output } from '../../../src/api/contract.ts';
import { useLanguage, useStatus } from '../../client/contexts.ts';
import { useQuery } from '../../client/use-query.ts';
import { FacePicture } from './face-picture.tsx';
import { personSearch } from './person-search.ts';

interface Props {
  readonly isOn: boolean;
  readonly onOpen: (person: string) => void;
  readonly onSearch: (text: string) => void;
}

/** People and groups without a name, the largest first; those that are hidden on demand. */
export function PeopleList({ isOn, onOpen, onSearch }: Props): ReactNode {
  const { t } = useLanguage();
  const [hidden, setHidden] = useState(false);
  const list = useQuery('people.list', { hidden });
  const isAnyHidden = (useQuery('people.list', { hidden: true }) ?? []).length > 0;
  const isGrouping = useStatus(({ status }) => status?.people.isGrouping ?? false);
  if (list === null) return null;
  return (
    <section className="people-list" aria-label={hidden ? t.hiddenPeople : t.people}>
      {list.length === 0 && isOn && !isGrouping && (
        <p className="muted">{hidden ? t.noHiddenPeople : t.peopleSoon}</p>
      )}
      <ul className="plain people-cards">
        {list.map((one) => (
          <PersonCard key={one.person} one={one} onOpen={onOpen} onSearch={onSearch} />
        ))}
      </ul>
      {(hidden || isAnyHidden) && (
        <button type="button" className="link" aria-pressed={hidden} onClick={() => setHidden(!hidden)}>
          {t.hiddenPeople}
        </button>
      )}
    </section>
  );
}

interface CardProps extends Pick<Props, 'onOpen' | 'onSearch'> {
  readonly one: Output<'people.list'>[number];
}

/** A named person leads to the photos, a group without a name to its faces. */
function PersonCard({ one: { person, name, photos, cover }, onOpen, onSearch }: CardProps): ReactNode {
  const { t } = useLanguage();
  const shown = name ?? t.whoIsThis;
  return (
    <li>
      <button
        type="button"
        className="person-card"
        onClick={() => (name === null ? onOpen(person) : onSearch(personSearch(name)))}
      >
        <FacePicture face={cover} />
        <span className="unseen">{t.cardName(shown, photos)}</span>
        <b aria-hidden="true" {...(name === null ? { className: 'muted' } : { translate: 'no' as const })}>
          {shown}
        </b>
        <small aria-hidden="true">{t.number(photos)}</small>
      </button>
      {name !== null && (
        <button type="button" className="button quiet" onClick={() => onOpen(person)}>
          {t.facesOfPerson}
          <span className="unseen"> {name}</span>
        </button>
      )}
    </li>
  );
}
