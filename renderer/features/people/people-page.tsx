import type { ReactNode } from 'react';
import { useLanguage } from '../../client/contexts.ts';
import { useQuery } from '../../client/use-query.ts';
import { Page, type PageScroll } from '../../ui/page.tsx';
import { FindPeople } from './find-people.tsx';
import { ForgetFaces } from './forget-faces.tsx';
import { PeopleList } from './people-list.tsx';
import { PeopleProgress } from './people-progress.tsx';
import { PersonPage } from './person-page.tsx';
import { SamePerson } from './same-person.tsx';
import { usePersonBefore } from './use-person-before.ts';

interface Props {
  /** The key of the person who is shown; null for all. */
  readonly person: string | null;
  readonly scroll: PageScroll;
  readonly onPerson: (person: string | null) => void;
  readonly onSearch: (text: string) => void;
}

/** The people in the photos: found on demand, named, put right and forgotten here. */
export function PeoplePage({ person, scroll, onPerson, onSearch }: Props): ReactNode {
  const { t } = useLanguage();
  const state = useQuery('people.state', {});
  const { open, onGone } = usePersonBefore(person, onPerson);
  return (
    <Page title={t.people} size="wide" scroll={scroll}>
      {person !== null && (
        <PersonPage key={person} person={person} onPerson={open} onGone={onGone} onSearch={onSearch} />
      )}
      {person === null && state !== null && (
        <div className="people">
          {state.on ? <PeopleProgress state={state} /> : <FindPeople />}
          {state.on && state.questions > 0 && <SamePerson questions={state.questions} />}
          <PeopleList isOn={state.on} onOpen={open} onSearch={onSearch} />
          {(state.on || state.stated > 0) && (
            <footer className="page-foot">
              <ForgetFaces isOn={state.on} />
            </footer>
          )}
        </div>
      )}
    </Page>
  );
}
