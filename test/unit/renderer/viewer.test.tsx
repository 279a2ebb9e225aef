// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { strings } from '../../../renderer/i18n/strings.ts';
import { BeachcombError } from '../../../src/domain/error.ts';
import { memoryHost } from './support/memory-host.ts';
import { renderWindow } from './support/render-window.tsx';

const t = strings.en;

async function openFirst(host = memoryHost(5)) {
  const shown = await renderWindow(host);
  await shown.user.click(screen.getByRole('gridcell', { name: /^Photo 1 of/ }));
  const dialog = await screen.findByRole('dialog', { name: t.photoOf(1, 5) });
  await within(dialog).findAllByRole('button', { name: t.isLabel('dog') });
  return { ...shown, viewer: () => within(screen.getByRole('dialog')) };
}

const copied = (): Promise<string> => navigator.clipboard.readText();

describe('the viewer', () => {
  it('goes from photo to photo, and not beyond the ends', async () => {
    const { user, host } = await openFirst();
    await user.keyboard('{ArrowLeft}{ArrowRight}');
    await screen.findByRole('dialog', { name: t.photoOf(2, 5) });
    await user.keyboard('{End}{ArrowRight}');
    await screen.findByRole('dialog', { name: t.photoOf(5, 5) });
    await waitFor(() => expect(host.inputs('photo.get')).toContainEqual({ photo: 5, text: '' }));
    await user.keyboard('{Home}');
    await screen.findByRole('dialog', { name: t.photoOf(1, 5) });
  });

  it('lists the text in the photo, copies a line or a part by a click, and marks what was found', async () => {
    const host = memoryHost(5);
    const box: [number, number][] = [
      [0.1, 0.2],
      [0.5, 0.2],
      [0.5, 0.3],
      [0.1, 0.3],
    ];
    // Direction marks and a long line: shown as they are, within their button.
    const hostile = `\u202Egpj.exe ${'long '.repeat(199)}`;
    host.state.text = [
      { text: 'Order to help@seashop.example', box, isFound: true },
      { text: hostile, box: box.map(([x, y]): [number, number] => [x, y + 0.4]), isFound: false },
    ];
    const { user, viewer } = await openFirst(host);
    await user.click(viewer().getByRole('button', { name: 'Order to help@seashop.example' }));
    await screen.findByText(t.textCopied);
    expect(await copied()).toBe('Order to help@seashop.example');
    await user.click(viewer().getByRole('button', { name: 'help@seashop.example' }));
    await waitFor(async () => expect(await copied()).toBe('help@seashop.example'));
    await user.click(viewer().getByRole('button', { name: t.copyAllText }));
    await waitFor(async () => expect(await copied()).toBe(`Order to help@seashop.example\n${hostile}`));
    const isolated = [...document.querySelectorAll('.photo-text bdi')].map(({ textContent }) => textContent);
    expect(isolated).toContain(hostile);
    const marks = [...document.querySelectorAll('.found-text polygon')];
    expect(marks.map((mark) => mark.getAttribute('points'))).toEqual(['0.1,0.2 0.5,0.2 0.5,0.3 0.1,0.3']);
  });

  it('lists the RAW files that the photo stands for', async () => {
    const host = memoryHost(5);
    host.state.raws = ['IMG_1.CR2', '写真.dng'];
    const { viewer } = await openFirst(host);
    for (const name of host.state.raws) expect(viewer().getByText(t.rawFile(name))).toBeDefined();
  });

  it('says how many other photos a correction moved above the line and below it', async () => {
    const host = memoryHost(5);
    host.state.moved = { above: 1, below: 5 };
    const { user, viewer } = await openFirst(host);
    viewer()
      .getByRole('button', { name: t.isNotLabel('dog') })
      .focus();
    await user.keyboard('n');
    await screen.findByText(
      'Marked as not “dog”. 1 other moved above the line. 5 others moved below the line.',
    );
    expect(strings.zh.withMoved('好。', { above: 0, below: 2 })).toBe('好。另有 2 张移到了分界线以下。');
    // Told to move nothing else, which can be taken back too.
    await user.click(screen.getByRole('button', { name: t.moveNothingElse }));
    await screen.findByText(`${t.labelIsSteady('dog')} ${t.movedAbove(5)} ${t.movedBelow(1)}`, {
      exact: false,
    });
    expect([...host.state.steady]).toEqual(['dog']);
    await user.click(screen.getByRole('button', { name: t.undo }));
    await waitFor(() => expect([...host.state.steady]).toEqual([]));
  });

  it('corrects a label and removes that again, also before the photo is shown again', async () => {
    const { user, host, viewer } = await openFirst();
    const late = Promise.withResolvers<void>();
    host.state.held.set('photo.get', late.promise);
    const no = viewer().getByRole('button', { name: t.isNotLabel('dog') });
    await user.click(no);
    await screen.findByText(t.markedAsNot('dog', 1));
    await user.click(no);
    await screen.findByText(t.markRemoved('dog'), { exact: false });
    expect(host.inputs('labels.correct')).toMatchObject([
      { corrections: [{ applies: false }] },
      { corrections: [{ applies: null }] },
    ]);
    late.resolve();
  });

  it('corrects the label that the keyboard is at, shows it, and takes it back', async () => {
    const { user, host, viewer } = await openFirst();
    const no = viewer().getByRole('button', { name: t.isNotLabel('dog') });
    no.focus();
    await user.keyboard('n');
    await screen.findByText(t.markedAsNot('dog', 1));
    expect(host.corrections.get('1 dog')).toBe(false);
    await waitFor(() => expect(no.getAttribute('aria-pressed')).toBe('true'));
    await user.keyboard('{Control>}z{/Control}');
    await screen.findByText(/^Undone: ./u);
    expect(host.corrections.size).toBe(0);
    await waitFor(() => expect(no.getAttribute('aria-pressed')).toBe('false'));
  });

  it('says why a correction could not be kept, and changes nothing', async () => {
    const { user, host, viewer } = await openFirst();
    host.state.refused.set('labels.correct', new BeachcombError('disk-full', 'no room'));
    const yes = viewer().getByRole('button', { name: t.isLabel('dog') });
    await user.click(yes);
    await screen.findByText(/The disk is full/);
    expect(yes.getAttribute('aria-pressed')).toBe('false');
    expect(host.corrections.size).toBe(0);
  });

  it('adds a label that is typed, chosen by the arrow keys', async () => {
    const { user, host, viewer } = await openFirst();
    await user.keyboard('l');
    const field = viewer().getByRole('combobox', { name: t.addLabel });
    expect(document.activeElement).toBe(field);
    await user.keyboard('bea');
    await waitFor(() => expect(viewer().getAllByRole('option')).toHaveLength(3));
    await user.keyboard('{ArrowDown}');
    await waitFor(() =>
      expect(viewer().getByRole('option', { selected: true }).textContent).toContain('bear'),
    );
    await user.keyboard('{Enter}');
    await waitFor(() => expect(host.corrections.get('1 bear')).toBe(true));
    // Typing was not for the photo: it is open still, and Escape leaves the field first.
    await user.keyboard('{Escape}');
    expect(screen.getByRole('dialog')).toBe(document.activeElement);
  });

  it.each([true, false])(
    'makes a label of a name that only ends like another, whether its list is there or not (%s)',
    async (isListed) => {
      const { user, host, viewer } = await openFirst();
      await user.keyboard('lbeach hut');
      if (isListed)
        await waitFor(() =>
          expect(viewer().getByRole('option', { selected: true }).textContent).toBe(t.makeLabel('beach hut')),
        );
      await user.keyboard('{Enter}');
      await waitFor(() => expect([...host.corrections]).toEqual([['1 own:1', true]]));
      expect(host.inputs('labels.add')).toEqual([{ name: 'beach hut' }]);
    },
  );

  it('makes a favourite, which the grid shows once the photo is closed', async () => {
    const { user, host } = await openFirst();
    const before = host.inputs('search.run').length;
    await user.keyboard('f');
    await screen.findByText(t.madeFavourite(1));
    expect([...host.favourites]).toEqual([1]);
    // Its neighbours stay what they are while it is open.
    expect(host.inputs('search.run')).toHaveLength(before);
    await user.keyboard('{Escape}');
    await screen.findByRole('gridcell', { name: new RegExp(`^Photo 1 of 5.*${t.favourites}`) });
  });

  it('opens its keys above itself, and Escape closes one after the other', async () => {
    const { user } = await openFirst();
    await user.keyboard('?');
    await screen.findByRole('dialog', { name: t.keys });
    await user.click(within(screen.getByRole('dialog', { name: t.keys })).getByRole('button'));
    expect(screen.queryByRole('dialog', { name: t.keys })).toBeNull();
    await user.click(screen.getByRole('button', { name: t.back }));
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});
