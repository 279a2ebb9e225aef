// @vitest-environment jsdom
import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { PeoplePage } from '../../../renderer/features/people/people-page.tsx';
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
  ...{ person: 'group:1', name: null, hidden: false, birthday: null, faces: 3, photos: 3, cover: null },
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
});
