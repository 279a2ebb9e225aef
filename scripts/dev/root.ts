import path from 'node:path';

/** The top of the checkout. */
export const ROOT = path.resolve(import.meta.dirname, '..', '..');
