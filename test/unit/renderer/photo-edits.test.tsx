// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { dateText, givenDate } from '../../../renderer/features/actions/given-date.ts';
import { strings } from '../../../renderer/i18n/strings.ts';
import { memoryHost } from './support/memory-host.ts';
import { renderWindow } from './support/render-window.tsx';

const t = strings.en;

const cell = (rank: number): HTMLElement => {
  const found = document.querySelector<HTMLElement>(`[data-rank="${rank}"]`);
  if (found === null) throw new Error(`photo ${rank} is not in the grid`);
  return found;
};

describe('editing photos in the window', () => {
  it('turns the chosen photos by a key, shows them turned, and takes it back', async () => {
    const { user, host } = await renderWindow(memoryHost(6));
    cell(1).focus();
    await user.keyboard('r');
    await screen.findByText(t.photosRotated(1));
    await waitFor(() => expect(cell(1).querySelector('img')?.getAttribute('src')).toContain('?turn=90'));
    await user.keyboard('R');
    await waitFor(() => expect(cell(1).querySelector('img')?.getAttribute('src')).not.toContain('turn'));
    await user.keyboard('{Control>}z{/Control}');
    await screen.findByText(/^Undone: ./u);
    expect(host.edits.get(2)?.turn).toBe(90);
  });

  it('turns the open picture with all that lies over it', async () => {
    const { user } = await renderWindow(memoryHost(6));
    await user.click(cell(0));
    await screen.findByRole('dialog', { name: t.photoOf(1, 6) });
    expect(document.querySelector('.canvas > .turn-none')).not.toBeNull();
    await user.keyboard('r');
    await waitFor(() => expect(document.querySelector('.canvas > .turn-90')).not.toBeNull());
  });

  it('marks hidden photos, and shows them again by the same action', async () => {
    const { user, host } = await renderWindow(memoryHost(6));
    cell(2).focus();
    await user.keyboard('h');
    await screen.findByText(t.photosHidden(1));
    await waitFor(() => expect(cell(2).getAttribute('aria-label')).toContain(t.hiddenPhoto));
    fireEvent.contextMenu(cell(2), { clientX: 5, clientY: 5 });
    await user.click(screen.getByRole('menuitemcheckbox', { name: t.actionName('hide'), checked: true }));
    await screen.findByText(t.photosShownAgain(1));
    expect(host.edits.get(3)?.hidden).toBeUndefined();
  });

  it('rates by the number in the dialog, none included', async () => {
    const { user, host } = await renderWindow(memoryHost(6));
    cell(0).focus();
    await user.keyboard('g');
    await screen.findByRole('dialog', { name: t.ratePhotos(1) });
    await user.keyboard('4');
    await screen.findByText(t.photosRated(1));
    expect(host.edits.get(1)?.rating).toBe(4);
    cell(0).focus();
    await user.keyboard('g');
    const dialog = within(await screen.findByRole('dialog', { name: t.ratePhotos(1) }));
    await user.click(dialog.getByRole('button', { name: t.noStars }));
    await waitFor(() => expect(host.edits.get(1)?.rating).toBe(0));
  });

  it('corrects the dates of the chosen photos by a year, a difference or a time zone', async () => {
    const { user, host } = await renderWindow(memoryHost(6));
    const open = async () => {
      cell(0).focus();
      await user.keyboard('d');
      return within(await screen.findByRole('dialog', { name: t.correctDates(2) }));
    };
    cell(0).focus();
    await user.keyboard('[Space]{ArrowRight}[Space]');
    let dialog = await open();
    const apply = (): HTMLElement => dialog.getByRole('button', { name: t.applyDate });
    expect(apply()).toHaveProperty('disabled', true);
    await user.click(dialog.getByRole('radio', { name: t.datePrecisionName('year') }));
    fireEvent.change(dialog.getByLabelText(t.givenDate), { target: { value: '1974' } });
    await user.click(apply());
    await screen.findByText(t.photosDated(2));
    dialog = await open();
    await user.click(dialog.getByRole('radio', { name: t.dateMode('move') }));
    await user.type(dialog.getByLabelText(t.moveDays), '2');
    await user.click(dialog.getByRole('radio', { name: t.moveEarlier }));
    await user.click(apply());
    dialog = await open();
    await user.click(dialog.getByRole('radio', { name: t.dateMode('zone') }));
    await user.selectOptions(dialog.getByLabelText(t.zoneFrom), '60');
    await user.selectOptions(dialog.getByLabelText(t.zoneTo), '540');
    await user.click(apply());
    dialog = await open();
    await user.click(dialog.getByRole('button', { name: t.fileDate }));
    await waitFor(() => expect(host.inputs('edits.change')).toHaveLength(4));
    expect(host.inputs('edits.change').map((input) => (input as { what: object }).what)).toEqual([
      { change: 'taken', taken: { local: '1974-01-01T00:00:00', precision: 'year', offset: null } },
      { change: 'move-date', seconds: -172_800 },
      { change: 'time-zone', from: 60, to: 540 },
      { change: 'taken', taken: null },
    ]);
  });
});

describe('a date as it is written', () => {
  it.each([
    ['1974', 'year', '1974-01-01T00:00:00'],
    ['1974-07', 'month', '1974-07-01T00:00:00'],
    ['1974-07-05', 'day', '1974-07-05T00:00:00'],
    ['1974-07-05T12:30', 'minute', '1974-07-05T12:30:00'],
  ] as const)('%s is read as a date with the precision %s', (text, precision, local) => {
    expect(givenDate(text, precision)).toEqual({ local, precision, offset: null });
  });

  it.each([
    ['', 'year'],
    ['74', 'year'],
    ['1974-13', 'month'],
    ['2019-02-30', 'day'],
    ['1066-10-14', 'day'],
    ['<img src=x>', 'minute'],
  ] as const)('%s is no date with the precision %s', (text, precision) => {
    expect(givenDate(text, precision)).toBeNull();
  });

  it('stands in the field of another precision as the first moment of its time', () => {
    expect(dateText('1974', 'day')).toBe('1974-01-01');
    expect(dateText('1974-07', 'minute')).toBe('1974-07-01T00:00');
    expect(dateText('1974-07-05T12:30:59', 'month')).toBe('1974-07');
    expect(dateText(null, 'day')).toBe('');
  });
});
