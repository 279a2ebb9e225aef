import type { ErrorReason } from '../domain/error-reason.ts';

const WINDOWS_DEVICE = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])( *\.|$)/i;
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Why a sidecar cannot be written at a path, or null. On Windows the name must be one that Windows does
 * not change; on other systems any bytes are a name.
 * @param path relative to the chosen folder, separated by `/`
 */
export function sidecarPathProblem(path: Uint8Array, windows: boolean): ErrorReason | null {
  if (path.includes(0)) return { code: 'name-with-nul' };
  // One character per byte: only ASCII matters below.
  const text = Buffer.from(path).toString('latin1');
  if (!/\.xmp$/i.test(text)) return { code: 'not-a-sidecar-name' };
  const parts = text.split('/');
  if (parts.some((part) => part === '' || part === '.' || part === '..')) return { code: 'outside-folder' };
  return windows ? windowsProblem(path) : null;
}

function windowsProblem(path: Uint8Array): ErrorReason | null {
  let text: string;
  try {
    text = decoder.decode(path);
  } catch {
    return { code: 'not-a-windows-name' };
  }
  const cannot = text
    .split('/')
    .some((part) => /[<>:"\\|?*\p{Cc}]|[. ]$/u.test(part) || WINDOWS_DEVICE.test(part));
  return cannot ? { code: 'not-a-windows-name' } : null;
}
