import type { KeyboardEvent } from 'react';

interface Options {
  readonly count: number;
  /** Place of the option that Enter chooses. */
  readonly chosen: number;
  readonly onMove: (to: number) => void;
  readonly onClose: () => void;
  readonly onChoose: () => void;
}

/**
 * Handles the keys of a text field with a list of options below it: the arrows go around, Enter chooses, Escape closes.
 * Keys of an input method, and all others, are left alone.
 */
export function handleOptionKey(event: KeyboardEvent, options: Options): void {
  const { count, chosen, onMove, onClose, onChoose } = options;
  if (event.nativeEvent.isComposing || count === 0) return;
  if (event.key === 'ArrowDown') onMove((chosen + 1) % count);
  else if (event.key === 'ArrowUp') onMove((chosen + count - 1) % count);
  else if (event.key === 'Escape') onClose();
  else if (event.key === 'Enter') onChoose();
  else return;
  event.preventDefault();
  event.stopPropagation();
}
