// @vitest-environment jsdom
import { screen, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { strings } from '../../../renderer/i18n/strings.ts';
import type { PhotoDetails } from '../../../src/api/contract.ts';
import type { ShownField } from '../../../src/domain/metadata.ts';
import { memoryHost } from './support/memory-host.ts';
import { renderWindow } from './support/render-window.tsx';

const t = strings.en;

/** A value of every field of metadata that a person sees, and what is shown of it. */
const SHOWN: {
  readonly [Field in ShownField]: { readonly value: PhotoDetails[Field]; readonly text: string };
} = {
  takenAt: {
    value: { local: '2013-04-05T12:00:00', precision: 'year', offset: null, from: 'exif-original' },
    text: '2013',
  },
  camera: { value: 'NIKON D5000', text: 'NIKON D5000' },
  lens: { value: '50mm f/1.8', text: '50mm f/1.8' },
  location: {
    value: { latitude: 43.7, longitude: 7.25, places: [] },
    text: t.coordinates(43.7, 7.25),
  },
  keywords: { value: ['a holiday'], text: 'a holiday' },
  rating: { value: 4, text: t.stars(4) },
  caption: { value: 'The first swim', text: 'The first swim' },
  placeNames: { value: ['Old harbour'], text: 'Old harbour' },
  people: { value: ['Anna'], text: 'Anna' },
  durationMs: { value: 62_000, text: '1:02' },
  codec: { value: 'hevc', text: 'HEVC' },
};

it('the details of a photo show every field of its metadata that is for a person', async () => {
  const host = memoryHost(1);
  const values = Object.entries(SHOWN).map(([field, { value }]) => [field, value] as const);
  host.state.details = { ...Object.fromEntries(values), framesSeen: 3 };
  const { user } = await renderWindow(host);
  await user.click(screen.getByRole('gridcell', { name: /^Photo 1 of/ }));
  const dialog = await screen.findByRole('dialog', { name: t.photoOf(1, 1) });
  await within(dialog).findByText(SHOWN.camera.text);
  const missing = Object.values(SHOWN).filter(({ text }) => dialog.textContent?.includes(text) !== true);
  expect(missing).toEqual([]);
});
