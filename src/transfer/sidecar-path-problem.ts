const WINDOWS_DEVICE = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])( *\.|$)/i;
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Sentence for why a sidecar cannot be written at a path, or null. On Windows the name must be one that Windows does
 * not change; on other systems any bytes are a name.
 * @param path relative to the chosen folder, separated by `/`
 */
export function sidecarPathProblem(path: Uint8Array, windows: boolean): string | null {
  if (path.includes(0)) return 'The name contains a NUL character.';
  // One character per byte: only ASCII matters below.
  const text = Buffer.from(path).toString('latin1');
  if (!/\.xmp$/i.test(text)) return 'This is not a name of a sidecar.';
  const parts = text.split('/');
  if (parts.some((part) => part === '' || part === '.' || part === '..'))
    return 'The path leads out of the folder.';
  return windows ? windowsProblem(path) : null;
}

function windowsProblem(path: Uint8Array): string | null {
  let text: string;
  try {
    text = decoder.decode(path);
  } catch {
    return 'Windows cannot use this name: it is not valid text.';
  }
  const cannot = text
    .split('/')
    .some((part) => /[<>:"\\|?*\p{Cc}]|[. ]$/u.test(part) || WINDOWS_DEVICE.test(part));
  return cannot ? 'Windows cannot use this name.' : null;
}
