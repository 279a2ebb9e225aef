// @vitest-environment jsdom
import { act, fireEvent, render } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SteadyPicture } from '../../../renderer/ui/steady-picture.tsx';
import './support/dom.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const image = (): HTMLImageElement => {
  const found = document.querySelector('img');
  if (found === null) throw new Error('There is no image.');
  return found;
};

describe('a picture that does not come', () => {
  it('is asked for again by a new element, with the same address, until it comes', () => {
    render(<SteadyPicture src="/photo/thumbnail/1" alt="" />);
    const first = image();
    fireEvent.error(first);
    act(() => vi.advanceTimersByTime(1000));
    const second = image();
    expect(second).not.toBe(first);
    expect(second.getAttribute('src')).toBe('/photo/thumbnail/1');
    fireEvent.load(second);
    act(() => vi.advanceTimersByTime(600_000));
    expect(image()).toBe(second);
  });

  it('shows no sign of a broken picture meanwhile, unless it has a text to show', () => {
    const shown = render(<SteadyPicture src="/photo/thumbnail/1" alt="" />);
    fireEvent.error(image());
    expect(image().style.visibility).toBe('hidden');
    act(() => vi.advanceTimersByTime(1000));
    expect(image().style.visibility).toBe('');
    shown.unmount();
    render(<SteadyPicture src="/photo/thumbnail/1" alt="A beach" />);
    fireEvent.error(image());
    expect(image().style.visibility).toBe('');
  });

  it('is given up after some minutes', () => {
    render(<SteadyPicture src="/photo/thumbnail/1" alt="" />);
    const seen = new Set<HTMLImageElement>();
    for (let i = 0; i < 100; i += 1) {
      seen.add(image());
      fireEvent.error(image());
      act(() => vi.advanceTimersByTime(60_000));
    }
    expect(seen.size).toBe(13);
  });

  it('of another photo is asked for at once, as for the first time', () => {
    const { rerender } = render(<SteadyPicture src="/photo/thumbnail/1" alt="" />);
    fireEvent.error(image());
    rerender(<SteadyPicture src="/photo/thumbnail/2" alt="" />);
    const second = image();
    expect(second.getAttribute('src')).toBe('/photo/thumbnail/2');
    act(() => vi.advanceTimersByTime(60_000));
    expect(image()).toBe(second);
  });
});
