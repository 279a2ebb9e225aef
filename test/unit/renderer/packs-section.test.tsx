// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { PacksSection } from '../../../renderer/features/settings/packs-section.tsx';
import { strings } from '../../../renderer/i18n/strings.ts';
import { memoryHost } from './support/memory-host.ts';
import { renderPart } from './support/render-window.tsx';

const t = strings.en;

it('each pack is listed by what it is for, with its licence, languages and figures; a broken one with its reason', async () => {
  const host = memoryHost();
  const facts = { version: '2', isAdded: false, bytes: 44_000_000, licence: 'MIT', engine: null };
  host.state.packs = {
    ...host.state.packs,
    packs: [
      {
        ...facts,
        id: 'phrases',
        purpose: 'image-text',
        languages: ['en', 'zh'],
        measured: ['Captions: 0.49'],
      },
      { ...facts, id: 'faces', purpose: 'faces', languages: [], measured: [] },
    ],
    broken: [{ name: 'bad', isAdded: false, reason: { code: 'pack-file-missing', file: 'network.onnx' } }],
  };
  renderPart(<PacksSection />, host);
  const [phrases, faces] = await screen.findAllByRole('group');
  if (phrases === undefined || faces === undefined) return expect.unreachable();
  for (const text of [
    t.packPurpose('image-text'),
    'MIT',
    'English and Chinese',
    'Captions: 0.49',
    'phrases 2',
  ])
    expect(within(phrases).getByText(text)).toBeDefined();
  expect(within(faces).getByText(t.packNotMeasured)).toBeDefined();
  expect(within(faces).queryByText(t.packLanguages)).toBeNull();
  expect(screen.getByRole('alert').textContent).toBe('bad: network.onnx is missing.');
});

/** A host that offers one model, of which something came before. */
function offering(fetchedBytes: number | null) {
  const host = memoryHost();
  const offer = { id: 'siglip2', name: 'SigLIP 2', megabytes: 700, licence: 'Apache-2.0' };
  const more = { engine: null, hosts: ['huggingface.co'] };
  const offered = [{ ...offer, ...more, languages: ['en'], isAdded: false, fetchedBytes }];
  host.state.packs = { ...host.state.packs, offered };
  return host;
}

it('an offered model is fetched at a click only, shows its progress and is stopped; nothing is hidden of it', async () => {
  const host = offering(null);
  const user = userEvent.setup();
  renderPart(<PacksSection />, host);
  expect(await screen.findByText(t.packAddMeaning('huggingface.co'))).toBeDefined();
  const offer = within(screen.getByRole('region', { name: 'SigLIP 2' }));
  expect(offer.getByText(/700 MB.*Apache-2\.0.*Not measured/)).toBeDefined();
  expect(host.state.packs.work).toBeNull();
  await user.click(offer.getByRole('button', { name: t.packFetch }));
  expect((await screen.findByText(t.packWork('fetching', 'siglip2'))).getAttribute('role')).toBe('status');
  expect(screen.getByRole('progressbar').getAttribute('value')).toBe('25000000');
  await user.click(screen.getByRole('button', { name: t.stop }));
  expect(await screen.findByRole('region', { name: 'SigLIP 2' })).toBeDefined();
});

it('what came of a model before it was stopped is resumed or thrown away', async () => {
  const host = offering(412_000_000);
  const user = userEvent.setup();
  renderPart(<PacksSection />, host);
  expect(await screen.findByRole('button', { name: t.packResume(t.bytes(412_000_000)) })).toBeDefined();
  await user.click(screen.getByRole('button', { name: t.packDiscard }));
  expect(await screen.findByRole('button', { name: t.packFetch })).toBeDefined();
  expect(screen.queryByRole('button', { name: t.packDiscard })).toBeNull();
});

it('an added model can be removed, one that ships cannot; why one was not added is shown', async () => {
  const host = memoryHost();
  const facts = { version: '1', bytes: 1, licence: 'MIT', engine: null, languages: [], measured: [] };
  host.state.packs = {
    ...host.state.packs,
    packs: [
      { ...facts, id: 'bundled', isAdded: false, purpose: 'image-text' },
      { ...facts, id: 'mine', isAdded: true, purpose: 'image-text' },
    ],
    failure: { name: 'other', kind: 'unavailable', reason: { code: 'pack-archive-bomb' } },
  };
  const user = userEvent.setup();
  renderPart(<PacksSection />, host);
  expect((await screen.findByRole('alert')).textContent).toMatch(/^other: This archive unpacks/);
  await user.click(screen.getByText(t.packAdded(t.packPurpose('image-text'), 'mine')));
  await user.click(screen.getByRole('button', { name: t.packRemove('mine@1') }));
  await expect.poll(() => host.state.packs.packs.map(({ id }) => id)).toEqual(['bundled']);
  await waitFor(() => expect(screen.queryByRole('button', { name: /Remove/ })).toBeNull());
});

it('in a browser a model is added by its path, and a mirror and a proxy are kept', async () => {
  const host = memoryHost();
  const user = userEvent.setup();
  renderPart(<PacksSection />, host);
  await user.type(await screen.findByLabelText(t.packPath), '/models/clip');
  await user.click(screen.getByRole('button', { name: t.add }));
  expect(await screen.findByText(t.packWork('starting', 'models/clip'))).toBeDefined();
  await user.click(screen.getByText(t.packConnection));
  await user.type(screen.getByLabelText(t.packMirror), 'https://mirror.example');
  await user.click(screen.getByRole('button', { name: t.save }));
  await expect
    .poll(() => host.state.packs.connection)
    .toEqual({ mirror: 'https://mirror.example', proxy: null });
});
