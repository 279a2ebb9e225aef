// @vitest-environment jsdom
import { screen, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { FaceBoxes } from '../../../renderer/features/people/face-boxes.tsx';
import { PeopleInPhoto } from '../../../renderer/features/people/people-in-photo.tsx';
import { PeoplePage } from '../../../renderer/features/people/people-page.tsx';
import { useFacesInPhoto } from '../../../renderer/features/people/use-faces-in-photo.ts';
import { strings } from '../../../renderer/i18n/strings.ts';
import type { Output } from '../../../src/api/contract.ts';
import { BeachcombError } from '../../../src/domain/error.ts';
import { memoryHost } from './support/memory-host.ts';
import { renderPart } from './support/render-window.tsx';

const t = strings.en;
const nothing = (): void => undefined;
const ALL_PEOPLE = {
  person: null,
  scroll: { get: () => null, keep: nothing },
  onPerson: nothing,
  onSearch: nothing,
};
type Person = Output<'people.list'>[number];

const person = (part: Partial<Person>): Person => ({
  person: 'group:1',
  name: null,
  hidden: false,
  birthday: null,
  faces: 3,
  photos: 3,
  cover: null,
  ...part,
});
const FACES: readonly [string, string][] = [
  ['1-0-0-5000-5000', '2-0-0-5000-5000'],
  ['1-0-0-5000-5000', '3-0-0-5000-5000'],
];

function hostWithQuestions() {
  const host = memoryHost();
  const anna = person({ person: 'person:1', name: 'Anna' });
  host.state.people.list = [anna, person({})];
  host.state.people.questions = FACES.map((faces) => ({ one: anna, other: person({}), faces }));
  return host;
}

describe('the people page', () => {
  it('turns the search for people on by its button', async () => {
    const host = memoryHost();
    host.state.people.on = false;
    const { user } = renderPart(<PeoplePage {...ALL_PEOPLE} />, host);
    await user.click(await screen.findByRole('button', { name: t.analysers.faces.name }));
    await screen.findByText(t.peopleFound(3, 6));
    expect(host.inputs('people.find')).toEqual([{ on: true }]);
  });

  it('leads to hidden people only where somebody is hidden', async () => {
    const host = memoryHost();
    host.state.people.list = [person({ person: 'person:1', name: 'Anna' })];
    const shown = renderPart(<PeoplePage {...ALL_PEOPLE} />, host);
    await screen.findByRole('button', { name: t.cardName('Anna', 3) });
    expect(screen.queryByRole('button', { name: t.hiddenPeople })).toBeNull();
    shown.unmount();
    host.state.people.list.push(person({ person: 'person:2', name: 'Otto', hidden: true }));
    const { user } = renderPart(<PeoplePage {...ALL_PEOPLE} />, host);
    await user.click(await screen.findByRole('button', { name: t.hiddenPeople }));
    await screen.findByRole('button', { name: t.cardName('Otto', 3) });
  });

  it('searches for a person by name, quoted where it has several words', async () => {
    const host = memoryHost();
    host.state.people.list = [person({ person: 'person:1', name: 'Anna Maria' })];
    const onSearch = vi.fn();
    const { user } = renderPart(<PeoplePage {...ALL_PEOPLE} onSearch={onSearch} />, host);
    await user.click(await screen.findByRole('button', { name: t.cardName('Anna Maria', 3) }));
    expect(onSearch).toHaveBeenCalledWith('person:"Anna Maria"');
  });

  it('answers one question after the other by y and n', async () => {
    const host = hostWithQuestions();
    const { user } = renderPart(<PeoplePage {...ALL_PEOPLE} />, host);
    (await screen.findByRole('button', { name: t.yes })).focus();
    await user.keyboard('y');
    await screen.findByText(t.questionsLeft(1));
    await user.keyboard('n');
    await waitFor(() => expect(screen.queryByText(t.samePerson)).toBeNull());
    expect(host.inputs('people.answer')).toEqual([
      { faces: FACES[0], same: true },
      { faces: FACES[1], same: false },
    ]);
  });

  it('shows a question again that could not be answered', async () => {
    const host = hostWithQuestions();
    host.state.people.questions = host.state.people.questions.slice(0, 1);
    host.state.refused.set('people.answer', new BeachcombError('internal', 'the disk is full'));
    const { user } = renderPart(<PeoplePage {...ALL_PEOPLE} />, host);
    await user.click(await screen.findByRole('button', { name: t.no }));
    await screen.findByRole('button', { name: t.dismiss });
    await screen.findByRole('button', { name: t.no });
  });

  it('deletes nothing before the question is answered, and the names only if wanted', async () => {
    const host = hostWithQuestions();
    const { user } = renderPart(<PeoplePage {...ALL_PEOPLE} />, host);
    await user.click(await screen.findByRole('button', { name: t.forgetFaces }));
    await user.click(screen.getByRole('button', { name: t.cancel }));
    expect(host.inputs('people.forget')).toEqual([]);
    await user.click(screen.getByRole('button', { name: t.forgetFaces }));
    await user.click(screen.getByRole('button', { name: t.forgetKeepNames }));
    await screen.findByText(t.peopleIntro);
    expect(host.inputs('people.forget')).toEqual([{ names: false }]);
  });

  it('deletes names while faces are not looked for, and offers nothing where there are none', async () => {
    const host = memoryHost();
    host.state.people.on = false;
    host.state.people.stated = 2;
    const { user } = renderPart(<PeoplePage {...ALL_PEOPLE} />, host);
    await user.click(await screen.findByRole('button', { name: t.forgetOnlyNames }));
    expect(screen.queryByRole('button', { name: t.forgetKeepNames })).toBeNull();
    await user.click(screen.getByRole('button', { name: t.deleteNames }));
    await waitFor(() => expect(host.inputs('people.forget')).toEqual([{ names: true }]));
  });

  it('offers no deletion of names where none were given', async () => {
    const host = memoryHost();
    host.state.people.on = false;
    renderPart(<PeoplePage {...ALL_PEOPLE} />, host);
    await screen.findByText(t.peopleIntro);
    expect(screen.queryByRole('button', { name: t.forgetOnlyNames })).toBeNull();
  });
});

function Part(props: Partial<Parameters<typeof PeopleInPhoto>[0]>): ReactNode {
  const inPhoto = useFacesInPhoto(7);
  return (
    <>
      <PeopleInPhoto inPhoto={inPhoto} onSearch={nothing} onPerson={nothing} {...props} />
      <FaceBoxes faces={inPhoto.outlined} />
    </>
  );
}

describe('the people in a photo', () => {
  const box = { left: 0.1, top: 0.2, right: 0.3, bottom: 0.5 };
  const ANNA = { face: '7-1-1-2-2', photo: 7, box, person: 'person:1', name: 'Anna', confirmed: true };
  const GROUP = { ...ANNA, face: '7-3-3-4-4', person: 'group:2', name: null, confirmed: false };
  const ALONE = { ...ANNA, face: '7-5-5-6-6', person: null, name: null, confirmed: false };

  const shown = (props: Partial<Parameters<typeof PeopleInPhoto>[0]> = {}) => {
    const host = memoryHost();
    host.state.people.inPhoto = [ANNA, GROUP, ALONE];
    host.state.people.list = [
      person({ person: 'person:1', name: 'Anna' }),
      person({ person: 'person:3', name: 'Ben' }),
    ];
    const { user, container } = renderPart(<Part {...props} />, host);
    const boxes = (): (string | null)[] =>
      [...container.querySelectorAll('.face-boxes span')].map(({ textContent }) => textContent);
    return { host, user, boxes };
  };
  const face = (nth: number) =>
    screen.findByRole('button', { name: new RegExp(`^${t.faceNumber(nth)}:`, 'u') });

  it('outlines the face that is focused, and all faces on demand', async () => {
    const { user, boxes } = shown();
    (await face(1)).focus();
    await waitFor(() => expect(boxes()).toEqual(['Anna']));
    (await face(2)).focus();
    await waitFor(() => expect(boxes()).toEqual([t.whoIsThis]));
    await user.click(screen.getByRole('button', { name: t.showFaces }));
    expect(boxes()).toEqual(['Anna', t.whoIsThis, t.whoIsThis]);
  });

  it('names a group with the group, and a named or lone face alone', async () => {
    const { host, user } = shown();
    await user.click(await face(2));
    await user.type(await screen.findByRole('combobox', { name: t.personName }), 'Ben{Enter}');
    await waitFor(() => expect(host.inputs('people.name')).toEqual([{ person: 'group:2', name: 'Ben' }]));
    await user.click(await face(3));
    await user.type(await screen.findByRole('combobox', { name: t.personName }), 'Ben{Enter}');
    await waitFor(() => expect(host.inputs('people.split')).toHaveLength(1));
    await user.click(await face(1));
    await user.type(await screen.findByRole('combobox', { name: t.someoneElse }), 'Ben{Enter}');
    await waitFor(() =>
      expect(host.inputs('people.split')).toEqual([
        { faces: [ALONE.face], name: 'Ben' },
        { faces: [ANNA.face], name: 'Ben' },
      ]),
    );
  });

  it('a name that nobody has names, and one that somebody has, in any case, joins the two', async () => {
    const { user } = shown();
    await user.click(await face(2));
    await user.type(await screen.findByRole('combobox', { name: t.personName }), 'Zoe{Enter}');
    await screen.findByText(t.personNamed('Zoe'));
    await user.click(await face(2));
    await user.type(await screen.findByRole('combobox', { name: t.personName }), 'ben{Enter}');
    await screen.findByText(t.personJoined('Ben'));
  });

  it('a name that comes late leaves the face open that was opened meanwhile', async () => {
    const { host, user } = shown();
    const { promise, resolve: answer } = Promise.withResolvers<void>();
    host.state.held.set('people.name', promise);
    await user.click(await face(2));
    await user.type(await screen.findByRole('combobox', { name: t.personName }), 'Ben{Enter}');
    await user.click(await face(3));
    await user.type(await screen.findByRole('combobox', { name: t.personName }), 'Cla');
    answer();
    // There is a Ben.
    await screen.findByText(t.personJoined('Ben'));
    expect(screen.getByRole('combobox', { name: t.personName })).toHaveProperty('value', 'Cla');
  });

  it('suggests known names, leads to the person, and takes corrections', async () => {
    const onPerson = vi.fn();
    const onSearch = vi.fn();
    const { host, user } = shown({ onPerson, onSearch });
    await user.click(await face(1));
    const field = await screen.findByRole('combobox', { name: t.someoneElse });
    const options = field.ownerDocument.getElementById(field.getAttribute('list') ?? '')?.children ?? [];
    expect([...options].map((option) => option.getAttribute('value'))).toEqual(['Ben']);
    await user.click(screen.getByRole('button', { name: t.openPerson }));
    expect(onPerson).toHaveBeenCalledWith('person:1');
    await user.click(screen.getByRole('button', { name: t.photosOfPerson }));
    expect(onSearch).toHaveBeenCalledWith('person:Anna');
    await user.click(screen.getByRole('button', { name: t.notThisPerson }));
    await user.click(screen.getByRole('button', { name: t.notAFace }));
    await waitFor(() => expect(host.inputs('people.notFaces')).toEqual([{ faces: [ANNA.face] }]));
    expect(host.inputs('people.reject')).toEqual([{ person: 'person:1', faces: [ANNA.face] }]);
  });
});
