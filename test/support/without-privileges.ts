import process from 'node:process';

/** Runs something as a user to whom files may be forbidden. Nothing is to root, so root becomes `nobody` meanwhile. */
export async function withoutPrivileges<T>(work: () => Promise<T>): Promise<T> {
  if (process.geteuid?.() !== 0) return work();
  process.seteuid?.(65534);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
  }
}
