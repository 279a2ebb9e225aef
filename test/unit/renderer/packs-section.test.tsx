// @vitest-environment jsdom
import { screen, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { PacksSection } from '../../../renderer/features/settings/packs-section.tsx';
import { strings } from '../../../renderer/i18n/strings.ts';
import { memoryHost } from './support/memory-host.ts';
import { renderPart } from './support/render-window.tsx';

const t = strings.en;

it('each pack is listed by what it is for, with its licence, languages and figures; a broken one with its reason', async () => {
  const host = memoryHost();
  const facts = { version: '2', bytes: 44_000_000, licence: 'MIT' };
  host.state.packs = {
    packs: [
      {
        ...facts,
        ...{ id: 'phrases', purpose: 'image-text', languages: ['en', 'zh'], measured: ['Captions: 0.49'] },
      },
      { ...facts, ...{ id: 'faces', purpose: 'faces', languages: [], measured: [] } },
    ],
    broken: [{ name: 'bad', reason: { code: 'pack-file-missing', file: 'network.onnx' } }],
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
