import type { KeyboardEvent } from 'react';
import type { Strings } from '../../i18n/strings.ts';
import type { ZoomSession } from './zoom-session.ts';

/** How much a press of a key zooms, and how far it moves the picture, pixels. */
const [ZOOM_STEP, PAN_STEP] = [1.5, 80];

/** What the keys of the viewer do; `target` is the element that the keyboard is at. */
export interface ViewerCommands {
  readonly zoom: ZoomSession;
  /** Goes to another photo, by its distance in the order, or to an end. */
  readonly navigate: (by: number) => void;
  readonly toFirst: () => void;
  readonly toLast: () => void;
  readonly stepBack: () => void;
  readonly toggleDetails: () => void;
  readonly toggleWhy: (target: Element) => void;
  /** The photo is, or is not, the label that the keyboard is at, or that was searched for. */
  readonly answer: (target: Element, applies: boolean) => void;
  readonly openKeys: () => void;
  /** Plays or pauses a film. */
  readonly play: (target: Element) => void;
  /** What a key of an action does with the photo; null for another key. */
  readonly actionByKey: (key: string) => (() => void) | null;
}

/**
 * The keys of the viewer itself, in the order of the list of keys. They come before those of actions: no action may have
 * one of them.
 */
export const VIEWER_KEYS = [
  ...(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End'] as const),
  ...(['+', '=', '-', 'z', '0', '1', 'w', 'y', 'n', ' ', 'i', '?', 'Escape'] as const),
] as const;
type ViewerKey = (typeof VIEWER_KEYS)[number];

/** Moves a zoomed picture, else goes to another photo. */
function move({ zoom, navigate }: ViewerCommands, across: number, down: number): void {
  if (zoom.isZoomed()) zoom.pan(-across * PAN_STEP, -down * PAN_STEP);
  else if (across !== 0) navigate(across);
}

/** What each key does. */
const COMMANDS: Readonly<Record<ViewerKey, (commands: ViewerCommands, target: Element) => void>> = {
  ArrowLeft: (commands) => move(commands, -1, 0),
  ArrowRight: (commands) => move(commands, 1, 0),
  ArrowUp: (commands) => move(commands, 0, -1),
  ArrowDown: (commands) => move(commands, 0, 1),
  PageUp: ({ navigate }) => navigate(-1),
  PageDown: ({ navigate }) => navigate(1),
  Home: ({ toFirst }) => toFirst(),
  End: ({ toLast }) => toLast(),
  Escape: ({ stepBack }) => stepBack(),
  '+': ({ zoom }) => zoom.by(ZOOM_STEP),
  '=': ({ zoom }) => zoom.by(ZOOM_STEP),
  '-': ({ zoom }) => zoom.by(1 / ZOOM_STEP),
  '0': ({ zoom }) => zoom.whole(),
  '1': ({ zoom }) => zoom.toSharp(),
  z: ({ zoom }) => zoom.toggle(),
  i: ({ toggleDetails }) => toggleDetails(),
  w: ({ toggleWhy }, target) => toggleWhy(target),
  y: ({ answer }, target) => answer(target, true),
  n: ({ answer }, target) => answer(target, false),
  ' ': ({ play }, target) => play(target),
  '?': ({ openKeys }) => openKeys(),
};

/** A line of the list of keys: what the keys on it do. */
type HelpLine = keyof Strings['viewerKeys'];

/** By which line of the list of keys each is explained, and what stands on the key; null: the list leaves it out. */
const HELP: Readonly<Record<ViewerKey, readonly [line: HelpLine, shown: string] | null>> = {
  ArrowLeft: ['step', '←'],
  ArrowRight: ['step', '→'],
  ArrowUp: ['step', '↑'],
  ArrowDown: ['step', '↓'],
  PageUp: ['page', 'PgUp'],
  PageDown: ['page', 'PgDn'],
  Home: ['ends', 'Home'],
  End: ['ends', 'End'],
  '+': ['scale', '+'],
  '-': ['scale', '−'],
  // The same as plus, without the shift key.
  '=': null,
  z: ['zoom', 'Z'],
  '0': ['fit', '0'],
  '1': ['fit', '1'],
  w: ['where', 'W'],
  y: ['answer', 'Y'],
  n: ['answer', 'N'],
  ' ': ['play', ' '],
  i: ['details', 'I'],
  // It opens the list.
  '?': null,
  Escape: ['close', 'Esc'],
};

/** The lines of the list of keys: the keys on each, and what they do. */
export function viewerKeyLines(t: Strings): readonly (readonly [keys: string[], meaning: string])[] {
  const lines = new Map<HelpLine, string[]>();
  for (const key of VIEWER_KEYS) {
    const [line, shown] = HELP[key] ?? [];
    if (line === undefined || shown === undefined) continue;
    lines.set(line, [...(lines.get(line) ?? []), shown === ' ' ? t.spaceBar : shown]);
  }
  return [...lines].map(([line, keys]) => [keys, t.viewerKeys[line]]);
}

/** Does what a key pressed in the viewer stands for. */
export function onViewerKey(event: KeyboardEvent<HTMLDialogElement>, commands: ViewerCommands): void {
  const { target, currentTarget: dialog } = event;
  if (event.ctrlKey || event.metaKey || event.altKey || !(target instanceof Element)) return;
  // What is pressed in a dialog above this one, or in a menu, is not for the photo.
  if (target.closest('dialog, [popover]') !== dialog) return;
  // Nor is what is typed; but Escape leaves the field.
  if (target instanceof HTMLInputElement) {
    if (event.key !== 'Escape') return;
    dialog.focus();
  } else {
    const own = VIEWER_KEYS.find((key) => key === event.key);
    const action = own === undefined ? commands.actionByKey(event.key) : null;
    // The space bar presses what it is at.
    if (event.key === ' ' && target.closest('button, video, a, [role="button"]') !== null) return;
    // Up and down scroll what they are in.
    const scrolls = event.key === 'ArrowUp' || event.key === 'ArrowDown';
    if ((own === undefined && action === null) || (scrolls && target.closest('.details') !== null)) return;
    if (own !== undefined) COMMANDS[own](commands, target);
    else action?.();
  }
  event.preventDefault();
}
