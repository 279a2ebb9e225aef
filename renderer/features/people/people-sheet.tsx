import { type ReactNode, useCallback, useState } from 'react';
import { useLanguage } from '../../client/contexts.ts';
import { useQuery } from '../../client/use-query.ts';
import { Sheet } from '../../ui/sheet.tsx';
import { FindPeople } from './find-people.tsx';
import { ForgetFaces } from './forget-faces.tsx';
import { PeopleList } from './people-list.tsx';
import { PeopleProgress } from './people-progress.tsx';
import { PersonPage } from './person-page.tsx';
import { SamePerson } from './same-person.tsx';

interface Props {
  /** The page of this person is shown first; null: all people. */
  readonly first?: string | null;
  readonly onSearch: (text: string) => void;
  readonly onClose: () => void;
}

/** The person whose page is open, and the one before: what was split off may be taken back. */
interface Shown {
  readonly opened: string | null;
  readonly before: string | null;
}

/** The people in the photos: found on demand, named, put right and forgotten here. */
export function PeopleSheet({ first = null, onSearch, onClose }: Props): ReactNode {
  const { t } = useLanguage();
  const state = useQuery('people.state', {});
  const [{ opened, before }, setShown] = useState<Shown>({ opened: first, before: null });
  const back = useCallback(() => setShown({ opened: before, before: null }), [before]);
  const open = (person: string | null): void => setShown({ opened: person, before: opened });
  return (
    <Sheet
      title={t.people}
      onClose={onClose}
      size="wide"
      {...(state !== null && (state.on || state.stated > 0) && opened === null
        ? { footer: <ForgetFaces isOn={state.on} /> }
        : {})}
    >
      {opened !== null && (
        <PersonPage
          key={opened}
          person={opened}
          onPerson={open}
          onGone={before === null ? null : back}
          onSearch={onSearch}
        />
      )}
      {opened === null && state !== null && (
        <div className="people">
          {state.on ? <PeopleProgress state={state} /> : <FindPeople />}
          {state.on && state.questions > 0 && <SamePerson questions={state.questions} />}
          <PeopleList isOn={state.on} onOpen={open} onSearch={onSearch} />
        </div>
      )}
    </Sheet>
  );
}
