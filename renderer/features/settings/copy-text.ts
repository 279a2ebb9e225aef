/** Puts a text into the clipboard, which is asked at once, while the press still counts; the text comes later. */
export function copyText(text: Promise<string>): Promise<void> {
  const blob = text.then((written) => new Blob([written], { type: 'text/plain' }));
  return navigator.clipboard.write([new ClipboardItem({ 'text/plain': blob })]);
}
