/**
 * A ref of the element that a dialog gives the focus to when it opens. React's `autoFocus` is for what is shown after
 * that: it comes before the dialog is open, and leaves no attribute that the dialog could read.
 */
export const firstInDialog = (element: HTMLElement | null): void =>
  void element?.setAttribute('autofocus', '');
