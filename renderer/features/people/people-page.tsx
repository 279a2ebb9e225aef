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
  return (
    <Page title={t.people} size="wide" scroll={scroll}>
      {person !== null && <PersonPage key={person} person={person} onPerson={onPerson} onSearch={onSearch} />}
      {person === null && state !== null && (
        <div className="people">
          {state.on ? <PeopleProgress state={state} /> : <FindPeople />}
          {state.on && state.questions > 0 && <SamePerson questions={state.questions} />}
          <PeopleList isOn={state.on} onOpen={onPerson} onSearch={onSearch} />
          {state.on && (
            <footer className="page-foot">
              <ForgetFaces />
            </footer>
          )}
        </div>
      )}
    </Page>
  );
}
