// @vitest-environment jsdom
import { screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { EngineOffers } from '../../../renderer/features/engines/engine-offers.tsx';
import { PacksSection } from '../../../renderer/features/settings/packs-section.tsx';
import { strings } from '../../../renderer/i18n/strings.ts';
import { memoryHost } from './support/memory-host.ts';
import { renderPart } from './support/render-window.tsx';

const t = strings.en;
const engine = {
  id: 'onnx-cuda' as const,
  system: 'linux-x64',
  completes: { name: 'onnxruntime-node', version: '1' },
  needs: { driver: '525.60.13', software: ['CUDA 12', 'cuDNN 9'] },
};

function offering(): ReturnType<typeof memoryHost> {
  const host = memoryHost();
  const offer = { id: 'onnxruntime-cuda', name: 'CUDA', megabytes: 300, licence: 'MIT', languages: [] };
  const offered = [{ ...offer, engine, hosts: ['api.nuget.org'], isAdded: false, fetchedBytes: null }];
  host.state.packs = { ...host.state.packs, offered };
  return host;
}

it('an engine is offered with what it needs and where it comes from, fetched at a click, and stopped', async () => {
  const host = offering();
  const user = userEvent.setup();
  renderPart(<EngineOffers />, host);
  const offer = within(await screen.findByRole('region', { name: 'CUDA' }));
  for (const text of [/525\.60\.13 or newer, and CUDA 12 and cuDNN 9/, /300 MB.*MIT.*api\.nuget\.org/])
    expect(offer.getByText(text)).toBeDefined();
  await user.click(offer.getByRole('button', { name: t.packFetch }));
  expect(await screen.findByText(t.packWork('fetching', 'onnxruntime-cuda'))).toBeDefined();
  await user.click(screen.getByRole('button', { name: t.stop }));
  expect(await screen.findByRole('region', { name: 'CUDA' })).toBeDefined();
});

it('an engine is not offered among the models, and where no card is seen there is nothing to offer', async () => {
  renderPart(<PacksSection />, offering());
  expect(await screen.findByText(t.packAddMeaning('huggingface.co'))).toBeDefined();
  expect(screen.queryByRole('region', { name: 'CUDA' })).toBeNull();
  expect(screen.queryByText(t.engineAdd)).toBeNull();
});

it('why an engine was not added is shown, and an added one is removed by one click', async () => {
  const host = offering();
  const facts = { version: '1.30.0', isAdded: true, bytes: 1, licence: 'MIT', languages: [], measured: [] };
  host.state.packs = {
    ...host.state.packs,
    packs: [{ ...facts, id: 'tensorflow-gpu', purpose: 'engine', engine: { ...engine, id: 'tensorflow' } }],
    failure: { name: 'onnxruntime-cuda', kind: 'bad-request', reason: { code: 'engine-without-card' } },
  };
  const user = userEvent.setup();
  renderPart(<EngineOffers />, host);
  expect((await screen.findByRole('alert')).textContent).toMatch(/No NVIDIA graphics card was found/);
  await user.click(screen.getByRole('button', { name: t.packRemove('tensorflow-gpu@1.30.0') }));
  await expect.poll(() => host.state.packs.packs).toEqual([]);
});
