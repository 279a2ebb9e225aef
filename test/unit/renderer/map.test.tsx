// @vitest-environment jsdom
import { createEvent, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { strings } from '../../../renderer/i18n/strings.ts';
import { memoryHost } from './support/memory-host.ts';
import { renderWindow } from './support/render-window.tsx';

const t = strings.en;
const PARIS = { latitude: 48.853, longitude: 2.349 };

/** Six photos, the first two of which have a place. */
function hostWithPlaces() {
  const host = memoryHost(6);
  host.edits.set(1, { place: PARIS });
  host.edits.set(2, { place: PARIS });
  return host;
}

/** Drags a cell of the grid onto the map. */
function dragOnto(cell: Element, map: Element): void {
  const data = new Map<string, string>();
  const dataTransfer = {
    get types() {
      return [...data.keys()];
    },
    setData: (type: string, text: string) => data.set(type, text),
    getData: (type: string) => data.get(type) ?? '',
    clearData: () => data.clear(),
  };
  fireEvent.dragStart(cell, { dataTransfer });
  fireEvent.dragOver(map, { dataTransfer });
  // jsdom has no places of drag events.
  fireEvent(map, Object.assign(createEvent.drop(map, { dataTransfer }), { clientX: 600, clientY: 400 }));
}

describe('the map', () => {
  it('lists the places in view with their numbers, and the photos of one of them', async () => {
    const { user } = await renderWindow(hostWithPlaces(), '#/map');
    await screen.findByText(t.photosOnMap(2));
    const aside = await screen.findByRole('complementary', { name: t.placesInView });
    await user.click(await within(aside).findByRole('button', { name: /^Paris/ }));
    await screen.findByRole('heading', { name: t.photos(2) });
    expect(await screen.findAllByRole('gridcell')).toHaveLength(2);
    await waitFor(() => expect(location.hash).toContain('.1'));
    await user.click(screen.getByRole('button', { name: t.closeList }));
    await screen.findByRole('heading', { name: t.placesInView });
  });

  it('gives a photo without a place the one that it is dragged to, and takes it back', async () => {
    const host = hostWithPlaces();
    const { user } = await renderWindow(host, '#/map/20,10,4');
    await user.click(await screen.findByRole('button', { name: t.photosUnplaced(4) }));
    await screen.findByText(t.dragOntoMap);
    const [cell] = await screen.findAllByRole('gridcell');
    if (cell === undefined) throw new Error('no photo is listed');
    dragOnto(cell, screen.getByRole('region', { name: t.map }));
    await screen.findByText(t.photosPlaced(1));
    const given = host.edits.get(3)?.place;
    expect(given?.latitude).toBeCloseTo(20, 1);
    expect(given?.longitude).toBeCloseTo(10, 1);
    await screen.findByRole('heading', { name: t.photosUnplaced(3) });
    await user.keyboard('{Control>}z{/Control}');
    await screen.findByText(/^Undone: ./u);
    expect(host.edits.get(3)?.place).toBeUndefined();
  });

  it('is at the place of its address, moves by keys, and keeps its address', async () => {
    const { user } = await renderWindow(hostWithPlaces(), '#/map/48.85,2.35,9');
    const map = await screen.findByRole('region', { name: t.map });
    map.focus();
    await user.keyboard('+');
    await waitFor(() => expect(decodeURIComponent(location.hash)).toBe('#/map/48.85,2.35,10'));
    await user.keyboard('{ArrowRight}');
    await waitFor(() => expect(decodeURIComponent(location.hash)).toMatch(/^#\/map\/48\.85,2\.4\d+,10$/));
  });

  it('searches what is in view, together with the search whose photos it shows', async () => {
    const { user } = await renderWindow(hostWithPlaces(), '#/map/48.85,2.35,9~~beach');
    await user.click(await screen.findByRole('button', { name: t.searchThisArea }));
    await waitFor(() =>
      expect(new URLSearchParams(location.hash.split('?')[1]).get('q')).toMatch(/^beach area:4\d\./),
    );
  });

  it('shows all photos after a search too, and only its photos at a press', async () => {
    const { user } = await renderWindow(hostWithPlaces(), '#/photos?q=beach');
    await screen.findByRole('gridcell', { name: /^Photo 1 of/ });
    await user.click(screen.getByRole('link', { name: t.map }));
    await screen.findByText(t.photosOnMap(2));
    await user.click(screen.getByRole('button', { name: t.onlySearchOnMap('beach') }));
    await screen.findByText(t.photosOnMap(1));
    screen.getByRole('button', { name: t.allOnMap('beach') });
  });

  it('shows all photos again where only those of a search are shown', async () => {
    const { user } = await renderWindow(hostWithPlaces(), '#/map/48.85,2.35,9~~beach');
    await screen.findByText(t.photosOnMap(1));
    await user.click(screen.getByRole('button', { name: t.allOnMap('beach') }));
    await screen.findByText(t.photosOnMap(2));
  });
});

describe('the dialog for the place of photos', () => {
  it('has no place any more once another text is written that is none', async () => {
    const { user } = await renderWindow(memoryHost(3));
    document.querySelector<HTMLElement>('[data-rank="0"]')?.focus();
    await user.keyboard('L');
    const dialog = within(await screen.findByRole('dialog', { name: t.setPlaces(1) }));
    const field = dialog.getByRole('combobox');
    const apply = dialog.getByRole('button', { name: t.applyPlace });
    await user.type(field, '48.86, 2.35');
    expect(apply).toHaveProperty('disabled', false);
    await user.clear(field);
    await user.type(field, '91, 200');
    expect(apply).toHaveProperty('disabled', true);
    dialog.getByText(t.pointAtPlace);
  });

  it('finds a city while its name is typed, and gives its place to all chosen photos', async () => {
    const { user, host } = await renderWindow(memoryHost(6));
    document.querySelector<HTMLElement>('[data-rank="0"]')?.focus();
    await user.keyboard('[Space]{ArrowRight}[Space]L');
    const dialog = within(await screen.findByRole('dialog', { name: t.setPlaces(2) }));
    const apply = dialog.getByRole('button', { name: t.applyPlace });
    expect(apply).toHaveProperty('disabled', true);
    await user.keyboard('par');
    await dialog.findByRole('option', { name: /Paris/ });
    await user.keyboard('{Enter}');
    await dialog.findByText(t.placeChosen('Paris, France'));
    await user.click(apply);
    await screen.findByText(t.photosPlaced(2));
    expect([host.edits.get(1)?.place, host.edits.get(2)?.place]).toEqual([PARIS, PARIS]);
  });

  it('takes coordinates, and gives back the place of the file', async () => {
    const { user, host } = await renderWindow(memoryHost(6));
    document.querySelector<HTMLElement>('[data-rank="0"]')?.focus();
    await user.keyboard('L');
    let dialog = within(await screen.findByRole('dialog', { name: t.setPlaces(1) }));
    await user.keyboard('-33.5, 151.25');
    await user.click(dialog.getByRole('button', { name: t.applyPlace }));
    await waitFor(() => expect(host.edits.get(1)?.place).toEqual({ latitude: -33.5, longitude: 151.25 }));
    document.querySelector<HTMLElement>('[data-rank="0"]')?.focus();
    await user.keyboard('L');
    dialog = within(await screen.findByRole('dialog', { name: t.setPlaces(1) }));
    await user.click(dialog.getByRole('button', { name: t.filePlace }));
    await waitFor(() => expect(host.edits.get(1)?.place).toBeUndefined());
  });
});
