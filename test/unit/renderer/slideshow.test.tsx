// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { strings } from '../../../renderer/i18n/strings.ts';
import { memoryHost } from './support/memory-host.ts';
import { renderWindow } from './support/render-window.tsx';

const t = strings.en;
const show = (): HTMLElement => screen.getByRole('dialog', { name: t.slideshow });
const picture = (role: string): HTMLImageElement | null => show().querySelector(`.slide.${role} img`);

/** The page loads no pictures here: the one to come is decoded. */
async function decodeNext(): Promise<void> {
  await waitFor(() => expect(picture('next')).not.toBe(null));
  const next = picture('next');
  if (next !== null) fireEvent.load(next);
}

beforeEach(() => {
  localStorage.clear();
  HTMLImageElement.prototype.decode = () => Promise.resolve();
});
afterEach(() => vi.restoreAllMocks());

async function play(photos = 5) {
  const rendered = await renderWindow(memoryHost(photos));
  screen.getByRole('gridcell', { name: /^Photo 1 of/ }).focus();
  await rendered.user.keyboard('p');
  await decodeNext();
  await waitFor(() => expect(picture('current')).not.toBe(null));
  return rendered;
}

describe('a slideshow', () => {
  it('plays from the focused photo on, goes by keys, and ends by Escape at the photo that was seen', async () => {
    const { user } = await play();
    expect(show().textContent).toContain(t.placeInOrder(1, 5));
    await decodeNext();
    await user.keyboard('{ArrowRight}');
    await waitFor(() => expect(show().textContent).toContain(t.placeInOrder(2, 5)));
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBe(null));
    await waitFor(() => expect(document.activeElement?.getAttribute('aria-label')).toMatch(/^Photo 2 of/));
  });

  it('is paused and goes on by its button and by the space bar', async () => {
    const { user } = await play();
    await user.click(within(show()).getByRole('button', { name: t.slideshowPause }));
    await within(show()).findByRole('button', { name: t.slideshowPlay });
    show().focus();
    await user.keyboard(' ');
    await within(show()).findByRole('button', { name: t.slideshowPause });
  });

  it('skips a picture that is broken', async () => {
    const { user } = await play();
    await waitFor(() => expect(picture('next')).not.toBe(null));
    const broken = picture('next');
    if (broken !== null) fireEvent.error(broken);
    await waitFor(() => expect(picture('next')).not.toBe(broken));
    await decodeNext();
    await user.keyboard('{ArrowRight}');
    await waitFor(() => expect(show().textContent).toContain(t.placeInOrder(3, 5)));
  });

  it('remembers how it plays', async () => {
    const { user } = await play();
    await user.click(within(show()).getByRole('button', { name: t.slideshowChoices }));
    await user.click(await screen.findByRole('menuitemradio', { name: t.slideshowSeconds(10) }));
    await user.click(within(show()).getByRole('button', { name: t.slideshowChoices }));
    await user.click(await screen.findByRole('menuitemcheckbox', { name: t.slideshowRepeats }));
    expect(JSON.parse(localStorage.getItem('beachcomb.slideshow') ?? '')).toMatchObject({
      seconds: 10,
      repeats: true,
      isShuffled: false,
    });
  });

  it('does not move where the system asks for less motion', async () => {
    vi.spyOn(window, 'matchMedia').mockImplementation(
      (media) =>
        ({
          media,
          matches: media.includes('reduced-motion'),
          addEventListener() {},
          removeEventListener() {},
        }) as unknown as MediaQueryList,
    );
    const { user } = await play();
    expect(show().querySelector('.slide-moving')).toBe(null);
    await user.click(within(show()).getByRole('button', { name: t.slideshowChoices }));
    await screen.findByRole('menuitemcheckbox', { name: t.slideshowFilms });
    expect(screen.queryByRole('menuitemcheckbox', { name: t.slideshowMoves })).toBe(null);
  });

  it('plays the chosen photos only', async () => {
    const { user } = await renderWindow(memoryHost(5));
    const cell = screen.getByRole('gridcell', { name: /^Photo 1 of/ });
    cell.focus();
    await user.keyboard(' {ArrowRight}{ArrowRight} ');
    await user.keyboard('p');
    await decodeNext();
    await waitFor(() => expect(show().textContent).toContain(t.placeInOrder(1, 2)));
  });

  it('of an open photo begins with it, and comes back to it', async () => {
    const { user } = await renderWindow(memoryHost(5));
    await user.dblClick(screen.getByRole('gridcell', { name: /^Photo 3 of/ }));
    await screen.findByRole('dialog', { name: t.photoOf(3, 5) });
    await user.keyboard('p');
    await decodeNext();
    await waitFor(() => expect(show().textContent).toContain(t.placeInOrder(3, 5)));
    await decodeNext();
    await user.keyboard('{ArrowRight}');
    await waitFor(() => expect(show().textContent).toContain(t.placeInOrder(4, 5)));
    await user.keyboard('{Escape}');
    await screen.findByRole('dialog', { name: t.photoOf(4, 5) });
  });
});
