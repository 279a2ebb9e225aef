import type { KeyboardEvent } from 'react';

export interface SlideshowCommands {
  readonly step: (by: 1 | -1) => void;
  readonly togglePlaying: () => void;
  readonly toggleSound: () => void;
  readonly toggleFullScreen: () => void;
  readonly close: () => void;
}

const COMMANDS: ReadonlyMap<string, (commands: SlideshowCommands) => void> = new Map([
  ['ArrowRight', ({ step }: SlideshowCommands) => step(1)],
  ['ArrowDown', ({ step }: SlideshowCommands) => step(1)],
  ['PageDown', ({ step }: SlideshowCommands) => step(1)],
  ['ArrowLeft', ({ step }: SlideshowCommands) => step(-1)],
  ['ArrowUp', ({ step }: SlideshowCommands) => step(-1)],
  ['PageUp', ({ step }: SlideshowCommands) => step(-1)],
  [' ', ({ togglePlaying }: SlideshowCommands) => togglePlaying()],
  ['m', ({ toggleSound }: SlideshowCommands) => toggleSound()],
  ['f', ({ toggleFullScreen }: SlideshowCommands) => toggleFullScreen()],
  ['Escape', ({ close }: SlideshowCommands) => close()],
]);

/** Does what a key pressed in a slideshow stands for. */
export function onSlideshowKey(event: KeyboardEvent, commands: SlideshowCommands): void {
  const { key, target, ctrlKey, metaKey, altKey } = event;
  if (ctrlKey || metaKey || altKey || !(target instanceof Element)) return;
  if (target.closest('[popover]') !== null) return;
  // The space bar presses the button that it is at.
  if (key === ' ' && target.closest('button') !== null) return;
  const command = COMMANDS.get(key);
  if (command === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  command(commands);
}
