/** Asks for one file by the dialog of the system; null when the person chose none. */
export function chooseFile(accept: string): Promise<File | null> {
  // Never a part of the page: its "cancel" would bubble up to the sheet, which would take it for its own.
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = accept;
  return new Promise((resolve) => {
    input.addEventListener('change', () => resolve(input.files?.[0] ?? null), { once: true });
    input.addEventListener('cancel', () => resolve(null), { once: true });
    input.click();
  });
}
