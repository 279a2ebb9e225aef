// @vitest-environment jsdom
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { ColourSwatch } from '../../../renderer/features/search/colour-swatch.tsx';
import { NAMED_COLOURS } from '../../../src/domain/appearance.ts';
import { ROOT } from '../../support/paths.ts';
import { renderPart } from './support/render-window.tsx';

const STYLES = readFileSync(path.join(ROOT, 'renderer/features/search/search.css'), 'utf8');

it('the dots of all named colours have a colour each, no two the same', () => {
  const style = document.head.appendChild(document.createElement('style'));
  style.textContent = STYLES;
  const shown = NAMED_COLOURS.map((colour) => {
    const { container } = renderPart(<ColourSwatch colour={colour} />);
    const dot = container.querySelector('.swatch');
    return dot === null ? 'no dot' : getComputedStyle(dot).backgroundColor;
  });
  style.remove();
  expect(shown.filter((colour) => !/^rgb\(/u.test(colour))).toEqual([]);
  expect(new Set(shown).size).toBe(NAMED_COLOURS.length);
});
