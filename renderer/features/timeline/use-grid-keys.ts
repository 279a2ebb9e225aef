import type { KeyboardEvent } from 'react';
import type { ActionTarget } from '../actions/action-target.ts';
import { type ActionMenu, isMenuKey } from '../actions/use-action-menu.tsx';
import type { PhotoActions } from '../actions/use-photo-actions.tsx';
import type { NamedLabel } from '../labels/correct-label.ts';
import type { GridSelection } from '../selection/use-selection.ts';
import { isInLead } from './grid-lead-row.tsx';
import type { GridLayout } from './lay-out-grid.ts';
import { nextRank } from './next-rank.ts';
import type { GridZoom } from './use-zoom.ts';

interface Options {
  readonly layout: GridLayout;
  readonly active: number;
  readonly total: number;
  /** Pixels. */
  readonly viewHeight: number;
  readonly selection: GridSelection;
  readonly actions: PhotoActions;
  /** The photos that actions are for; null where there are none. */
  readonly target: ActionTarget | null;
  /** What was searched for: yes and no are answers to the first of them. */
  readonly queryLabels: readonly NamedLabel[];
  readonly zoom: GridZoom;
  readonly go: (rank: number) => void;
  readonly onOpen: (rank: number) => void;
  readonly onCorrect: (label: NamedLabel, applies: boolean) => void;
  readonly onMenu: ActionMenu['openAt'];
}

/** Letters and signs of the grid itself, which come before those of actions: no action may have one of them. */
export const GRID_KEYS = ['y', 'n', '+', '=', '-', '0'] as const;

/** What a letter or a sign does with the chosen photos, or with all. */
const actionOf = (key: string, options: Options): (() => void) | null => {
  const { actions, target, queryLabels, zoom, onCorrect } = options;
  const [label] = queryLabels;
  const byKey = {
    y: label === undefined ? null : () => onCorrect(label, true),
    n: label === undefined ? null : () => onCorrect(label, false),
    '+': () => zoom.larger?.(),
    '=': () => zoom.larger?.(),
    '-': () => zoom.smaller?.(),
    '0': zoom.reset,
  } satisfies Record<(typeof GRID_KEYS)[number], (() => void) | null>;
  const own = GRID_KEYS.find((one) => one === key);
  if (own !== undefined) return byKey[own];
  return target === null ? null : actions.byKey(key, target);
};

const isInMenu = (target: EventTarget): boolean =>
  target instanceof Element && target.closest('[role="menu"]') !== null;

interface GridKeys {
  readonly onKeyDown: (event: KeyboardEvent) => void;
  /** Letters and signs in the bar of the chosen photos: its buttons keep the keys that press them. */
  readonly onBarKey: (event: KeyboardEvent) => void;
}

/** What the keys do in the grid (the pattern "grid" of the WAI-ARIA Authoring Practices, and a few of our own). */
export function useGridKeys(options: Options): GridKeys {
  const { layout, active, total, viewHeight, selection, zoom, go, onOpen } = options;
  const pageRows = Math.max(1, Math.floor(viewHeight / zoom.height) - 1);

  /** True where the key did something. */
  const run = ({ key, shiftKey, ctrlKey, metaKey }: KeyboardEvent): boolean => {
    const isControl = ctrlKey || metaKey;
    const next = nextRank(key, isControl, { layout, active, total, pageRows });
    if (next !== null) {
      if (shiftKey) selection.extend(active, next);
      go(next);
      return true;
    }
    if (isControl) {
      if (key !== 'a' || shiftKey) return false;
      selection.all();
    } else if (key === ' ') {
      if (shiftKey) selection.extend(active, active);
      else selection.toggle(active);
    } else if (key === 'Escape' && selection.photos.size > 0) selection.clear();
    else if (key === 'Enter' && !shiftKey) onOpen(active);
    else {
      const action = actionOf(key, options);
      action?.();
      return action !== null;
    }
    return true;
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    // What stands above the photos has keys of its own.
    if (isInLead(event.target)) return;
    if (isMenuKey(event) && options.target !== null && event.target instanceof Element)
      options.onMenu(event, event.target, options.target);
    else if (!event.altKey && run(event)) event.preventDefault();
  };
  const onBarKey = (event: KeyboardEvent): void => {
    const { key, altKey, ctrlKey, metaKey, target } = event;
    const isPressing = ['Enter', ' '].includes(key) || isInMenu(target);
    const action = altKey || ctrlKey || metaKey || isPressing ? null : actionOf(key, options);
    if (action === null) return;
    event.preventDefault();
    action();
  };
  return { onKeyDown, onBarKey };
}
