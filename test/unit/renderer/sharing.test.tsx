// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import type { HostConnection } from '../../../renderer/client/connect.ts';
import { strings } from '../../../renderer/i18n/strings.ts';
import { createDesktopClient } from '../../../src/api/desktop-client.ts';
import { memoryHost } from './support/memory-host.ts';
import { renderWindow } from './support/render-window.tsx';

const t = strings.en;
afterEach(() => vi.restoreAllMocks());

const firstCell = (): HTMLElement => {
  const cell = document.querySelector<HTMLElement>('[data-rank="0"]');
  if (cell === null) throw new Error('no photo');
  return cell;
};

it('downloads photos by two keys, with the options of an export', async () => {
  const host = memoryHost(3);
  const clicked = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {});
  const { user } = await renderWindow(host);
  firstCell().focus();
  await user.keyboard('{Shift>}D{/Shift}');
  const dialog = within(await screen.findByRole('dialog', { name: t.downloadOf(1) }));
  expect(document.activeElement).toBe(dialog.getByRole('button', { name: t.downloadNow }));
  await user.click(dialog.getByText(t.copyMetadata('no-place'), { exact: true }));
  expect(dialog.getByText(t.copiesWithoutMetadata)).toBeDefined();
  await user.click(dialog.getByRole('button', { name: t.downloadNow }));
  await waitFor(() => expect(clicked).toHaveBeenCalledOnce());
  const [link] = clicked.mock.contexts as HTMLAnchorElement[];
  expect(link?.getAttribute('href')).toBe('/download/prepared');
  expect(host.inputs('copies.download')).toMatchObject([{ photos: [1], metadata: 'no-place', jpeg: null }]);
  await screen.findByText(t.downloadStarted);
  expect(screen.queryByRole('dialog', { name: t.downloadOf(1) })).toBeNull();
});

it('asks for the folder of an export first: a path in a browser', async () => {
  const host = memoryHost(3);
  const { user } = await renderWindow(host);
  firstCell().focus();
  await user.keyboard('e');
  await screen.findByRole('dialog', { name: t.copiesOf(1) });
  await user.keyboard('/pictures/out{Enter}');
  await waitFor(() =>
    expect(host.inputs('copies.start')).toMatchObject([{ photos: [1], path: '/pictures/out' }]),
  );
});

it('asks for the folder of an export first: by Enter in the dialog of the system on the desktop', async () => {
  const host = memoryHost(3);
  const calls: unknown[] = [];
  const desktop: NonNullable<HostConnection['desktop']> = {
    ...createDesktopClient(async ({ call, input }) => {
      if (call === 'copyInto') calls.push(input);
      return { ok: true, output: call === 'copyInto' ? false : {} };
    }),
    onCommand: () => () => {},
  };
  const abilities = new Set(['desktop'] as const);
  const { user } = await renderWindow({ ...host, connection: { ...host.connection, abilities, desktop } });
  firstCell().focus();
  await user.keyboard('e');
  await screen.findByRole('dialog', { name: t.copiesOf(1) });
  await user.keyboard('{Enter}');
  await waitFor(() => expect(calls).toMatchObject([{ photos: [1] }]));
});

it('prints photos once all of them are here, each on a page', async () => {
  const printed = vi.fn();
  vi.stubGlobal('print', printed);
  const { user } = await renderWindow(memoryHost(3));
  firstCell().focus();
  await user.keyboard('{Control>}a{/Control}{Shift>}P{/Shift}');
  await screen.findByRole('dialog', { name: t.printOf(3) });
  await waitFor(() => expect(document.querySelectorAll('.print-page img')).toHaveLength(3));
  const [first, second, third] = document.querySelectorAll('.print-page img');
  if (first === undefined || second === undefined || third === undefined) throw new Error('no pages');
  fireEvent.load(first);
  fireEvent.load(second);
  expect(printed).not.toHaveBeenCalled();
  // Its original cannot be shown: its thumbnail takes its place.
  fireEvent.error(third);
  expect(third.getAttribute('src')).toContain('thumbnail');
  fireEvent.load(third);
  await waitFor(() => expect(printed).toHaveBeenCalledOnce());
  fireEvent(window, new Event('afterprint'));
  await waitFor(() => expect(document.querySelector('.print-page')).toBeNull());
});

it('leaves out what cannot be shown, and prints only when told then', async () => {
  const printed = vi.fn();
  vi.stubGlobal('print', printed);
  const { user } = await renderWindow(memoryHost(2));
  firstCell().focus();
  await user.keyboard('{Control>}a{/Control}{Shift>}P{/Shift}');
  const dialog = within(await screen.findByRole('dialog', { name: t.printOf(2) }));
  await waitFor(() => expect(document.querySelectorAll('.print-page img')).toHaveLength(2));
  const [first, second] = document.querySelectorAll('.print-page img');
  if (first === undefined || second === undefined) throw new Error('no pages');
  fireEvent.error(first);
  fireEvent.error(first);
  fireEvent.load(second);
  await dialog.findByText(t.printFailed(1));
  expect(printed).not.toHaveBeenCalled();
  expect(document.querySelectorAll('.print-page')).toHaveLength(1);
  await user.click(dialog.getByRole('button', { name: t.printNow }));
  expect(printed).toHaveBeenCalledOnce();
});
