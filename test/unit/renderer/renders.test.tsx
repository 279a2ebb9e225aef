// @vitest-environment jsdom
import { createErrorLog } from '../../../renderer/client/error-log.ts';
import { takeRendered } from './support/count-renders.ts';
import './support/dom.ts';
import { render, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { App } from '../../../renderer/app/app.tsx';
import { strings } from '../../../renderer/i18n/strings.ts';
import { memoryHost } from './support/memory-host.ts';

const t = strings.en;
/** What shows neither the labels of the open photo nor what was done. */
const UNCONCERNED = [
  'App',
  'LanguageProvider',
  'Screen',
  'Frame',
  'PhotosScreen',
  'TopBar',
  'Sidebar',
  'ResultBar',
  'SearchBox',
  'StatusBar',
  'ExplorePage',
  'PhotoGrid',
  'GridRow',
  'PhotoCell',
  'Timeline',
  'PictureStage',
  'ViewerPicture',
];

/** In ms: longer than the viewer waits before it shows the original of a neighbour, which renders it. */
const STILL_MS = 600;

/** Resolves when nothing has rendered for that long. */
async function untilStill(): Promise<void> {
  takeRendered();
  await waitFor(
    async () => {
      await new Promise((resolve) => setTimeout(resolve, STILL_MS));
      expect(takeRendered()).toEqual([]);
    },
    { timeout: 30_000 },
  );
}

describe('a correction of the open photo', () => {
  it('renders the notice and the details of the photo, and nothing else of the window', async () => {
    const { connection, corrections, inputs } = memoryHost(200);
    render(<App connection={connection} log={createErrorLog(connection.client)} />);
    const user = userEvent.setup();
    await user.click(await screen.findByRole('gridcell', { name: /^Photo 1 of 200/ }));
    const viewer = within(await screen.findByRole('dialog', { name: /Photo 1 of 200/ }));
    const yes = await viewer.findByRole('button', { name: t.isLabel('beach') });
    // The library was looked at for the first time: nothing else is on its way.
    await waitFor(() => expect(inputs('photo.get').length).toBeGreaterThan(0));
    await waitFor(() => expect(document.querySelector('.status-bar')).not.toBeNull());
    await untilStill();

    await user.click(yes);
    await waitFor(() => expect(yes.getAttribute('aria-pressed')).toBe('true'));
    await screen.findByText(t.markedAs('beach', 1));
    expect(corrections.get('1 beach')).toBe(true);
    const rendered = takeRendered();
    expect(rendered.filter((name) => UNCONCERNED.includes(name))).toEqual([]);
    expect(rendered).toContain('PhotoDetailsPanel');
    // It was 150 while one context held everything that the window shares.
    expect(rendered.length).toBeLessThan(30);
  });
});
