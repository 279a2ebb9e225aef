import type { KeyboardEvent } from 'react';

/** Closes a field or a question by Escape, which then closes nothing around it: neither the page nor a dialog. */
export const leaveByEscape =
  (onLeave: () => void) =>
  (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.nativeEvent.isComposing || event.defaultPrevented) return;
    event.preventDefault();
    event.stopPropagation();
    onLeave();
  };
