// @vitest-environment jsdom
import { act, screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { IndexingSheet } from '../../../renderer/features/indexing/indexing-sheet.tsx';
import { SettingsPage } from '../../../renderer/features/settings/settings-page.tsx';
import { strings } from '../../../renderer/i18n/strings.ts';
import { indexingSchema } from '../../../src/api/contract/indexing-calls.ts';
import { settingsSchema } from '../../../src/api/contract/settings-calls.ts';
import type { CallName } from '../../../src/api/contract.ts';
import { SWITCHED_ANALYSER_IDS } from '../../../src/domain/analyser.ts';
import { type MemoryHost, memoryHost } from './support/memory-host.ts';
import { renderPart } from './support/render-window.tsx';

const t = strings.en;
const nothing = (): void => undefined;

/** The values of an object and of those in it, by their paths: `analysers.text`. */
const valuesOf = (value: object, path = ''): [path: string, value: unknown][] =>
  Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === 'object' && inner !== null ? valuesOf(inner, `${path}${key}.`) : [[path + key, inner]],
  );

/** Presses every radio button and check box; the paths of the settings that this changes, in any order. */
async function changedByControls(host: MemoryHost, call: CallName, before: object): Promise<Set<string>> {
  const first = new Map(valuesOf(before));
  for (const role of ['radio', 'checkbox'])
    for (const control of screen.getAllByRole(role)) {
      if (control.hasAttribute('disabled')) continue;
      act(() => control.click());
      // What deletes something asks first.
      for (const confirm of screen.queryAllByRole('button', { name: t.turnOff })) act(() => confirm.click());
    }
  await waitFor(() => expect(host.inputs(call)).not.toEqual([]));
  const set = host.inputs(call).flatMap((input) => valuesOf(Object(input)));
  return new Set(set.filter(([path, value]) => first.get(path) !== value).map(([path]) => path));
}

it('every setting of the look has a control on the page of settings', async () => {
  const host = memoryHost();
  const before = host.state.settings;
  renderPart(
    <SettingsPage
      startAt="top"
      scroll={{ get: () => null, keep: nothing }}
      onFolders={nothing}
      onIndexing={nothing}
    />,
    host,
  );
  await screen.findByRole('radio', { name: t.dark });
  const changed = await changedByControls(host, 'settings.set', before);
  expect(Object.keys(settingsSchema.shape).filter((field) => !changed.has(field))).toEqual([]);
});

it('every setting of what indexing may do has a control beside its progress', async () => {
  const host = memoryHost();
  const before = host.state.indexing;
  renderPart(
    <IndexingSheet onFolders={nothing} onProblems={nothing} onPerformance={nothing} onClose={nothing} />,
    host,
  );
  await screen.findByRole('checkbox', { name: t.filmFrames });
  const changed = await changedByControls(host, 'indexing.set', before);
  const fields = Object.keys(indexingSchema.shape).filter((field) => field !== 'analysers');
  const wanted = [...fields, ...SWITCHED_ANALYSER_IDS.map((id) => `analysers.${id}`)];
  expect(wanted.filter((path) => !changed.has(path))).toEqual([]);
});

it('turning off what finds text or people asks first, since what was found is deleted', async () => {
  const host = memoryHost();
  host.state.indexing = { ...host.state.indexing, analysers: { text: true, faces: true } };
  const { user } = renderPart(
    <IndexingSheet onFolders={nothing} onProblems={nothing} onPerformance={nothing} onClose={nothing} />,
    host,
  );
  for (const id of SWITCHED_ANALYSER_IDS) {
    const box = await screen.findByRole('checkbox', { name: t.analysers[id].name });
    await user.click(box);
    await screen.findByText(t.turnOffQuestion(t.analysers[id].name));
    // The question closes, and the dialog stays.
    await user.keyboard('{Escape}');
    expect(screen.queryByText(t.turnOffQuestion(t.analysers[id].name))).toBeNull();
    expect(box).toHaveProperty('checked', true);
    expect(document.activeElement).toBe(box);
    expect(host.inputs('indexing.set')).toEqual([]);
  }
  await user.click(screen.getByRole('checkbox', { name: t.analysers.text.name }));
  await user.click(screen.getByRole('button', { name: t.turnOff }));
  await waitFor(() =>
    expect(host.inputs('indexing.set')).toMatchObject([{ analysers: { text: false, faces: true } }]),
  );
});
