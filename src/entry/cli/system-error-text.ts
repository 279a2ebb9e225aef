import type { Format } from '../../i18n/formatter.ts';

/** Errors of the operating system that have a sentence of their own. */
const SYSTEM_ERRORS = [
  ...(['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT', 'EMFILE', 'ENFILE', 'ENOENT', 'ENOTDIR'] as const),
  ...(['EISDIR', 'EEXIST', 'ENAMETOOLONG', 'ELOOP', 'EIO', 'EBUSY', 'ENOMEM', 'EADDRINUSE'] as const),
] as const;
type SystemErrorCode = (typeof SYSTEM_ERRORS)[number];

const isKnown = (code: unknown): code is SystemErrorCode => SYSTEM_ERRORS.some((known) => known === code);

/** The first error of the operating system in a chain of causes; null if there is none. */
function systemErrorIn(error: unknown): NodeJS.ErrnoException | null {
  for (let at = error, depth = 0; at instanceof Error && depth < 10; at = at.cause, depth += 1)
    if ('syscall' in at && 'code' in at) return at as NodeJS.ErrnoException;
  return null;
}

/**
 * The one place where an error of the operating system becomes a sentence: what is wrong with which file, and what can
 * be done. Null if there is no such error among the causes.
 */
export function systemErrorText(format: Format, error: unknown): string | null {
  const found = systemErrorIn(error);
  if (found === null) return null;
  const { path = '', syscall = '', message } = found;
  // A file is where a folder is to be made.
  const code = found.code === 'EEXIST' && syscall === 'mkdir' ? 'ENOTDIR' : (found.code ?? '');
  const place = path === '' ? syscall : path;
  return isKnown(code)
    ? format(`systemError.${code}`, { place })
    : format('systemError.other', { place, code: code === '' ? message : code });
}
