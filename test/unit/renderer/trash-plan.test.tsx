// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { TrashPlan } from '../../../renderer/features/trash/trash-plan.tsx';
import { strings } from '../../../renderer/i18n/strings.ts';
import { renderPart } from './support/render-window.tsx';

const t = strings.en;

const shown = (lastCopies: number) =>
  renderPart(
    <TrashPlan
      plan={{
        token: crypto.randomUUID(),
        photos: 4,
        files: 4,
        bytes: 4000,
        stacked: 0,
        copies: 0,
        companions: 0,
        lastCopies,
        left: 0,
        problems: [],
        by: 'program',
      }}
    />,
  );

it('a plan that takes every copy of a picture warns of it, and only such a plan', () => {
  const { container, unmount } = shown(0);
  expect(container.querySelector('.warning')).toBeNull();
  unmount();
  shown(1);
  const warning = screen.getByText(t.trashLastCopies(1));
  expect(warning.className).toBe('warning');
  expect(warning.textContent).toContain('1 picture loses its last copy');
});
