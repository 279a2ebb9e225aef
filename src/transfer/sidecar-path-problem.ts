const WINDOWS_DEVICE = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])( *\.|$)/i;
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Why a sidecar cannot be written at a path, in words, or null. On Windows a name must be one that Windows
 * keeps as it is; elsewhere a name is bytes, whatever they mean.
 * @param path relative to the chosen folder, `/` between the parts
 */
export function sidecarPathProblem(path: Uint8Array, windows: boolean): string | null {
  if (path.includes(0)) return 'The name holds a NUL.';
  // Every byte as one character: nothing below is decided by what is no ASCII.
  const text = Buffer.from(path).toString('latin1');
  if (!/\.xmp$/i.test(text)) return 'This is no name of a sidecar.';
  const parts = text.split('/');
  if (parts.some((part) => part === '' || part === '.' || part === '..')) return 'The path leads elsewhere.';
  return windows ? windowsProblem(path) : null;
}

function windowsProblem(path: Uint8Array): string | null {
  let text: string;
  try {
    text = decoder.decode(path);
  } catch {
    return 'Windows cannot keep this name: it is no text.';
  }
  const cannot = text
    .split('/')
    .some((part) => /[<>:"\\|?*\p{Cc}]|[. ]$/u.test(part) || WINDOWS_DEVICE.test(part));
  return cannot ? 'Windows cannot keep this name.' : null;
}
