import path from 'node:path';

/** A chunk of a bundle, which is named by what is in it and in all that it imports. */
const CHUNK = /-[\w-]{8}\.mjs$/;

/**
 * What the program was built from, as one text: the name of the chunk that this module is in. Null where it runs from its
 * sources, which may change at any time.
 */
export function programBuild(): string | null {
  const name = path.basename(import.meta.filename);
  return CHUNK.test(name) ? name : null;
}
