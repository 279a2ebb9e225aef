import path from 'node:path';
import { printedSearch } from '../../app/printed-search.ts';
import type { SearchCommandOptions } from './command-options.ts';
import { failForPhoto } from './finder-in.ts';
import { existingLibrary, openQuietly } from './open-quietly.ts';
import { print, printedOptions } from './run-search.ts';

/** Prints the photos most like one of the library, that one first. @throws CommandError `not-found` */
export async function runSimilar(file: string, options: SearchCommandOptions): Promise<void> {
  const library = await openQuietly(existingLibrary(options.library));
  try {
    const [found] = library.photosAt([Buffer.from(path.resolve(file))]);
    const photo = found?.photo ?? failForPhoto(file);
    print(await printedSearch(library, `similar:${photo}`, printedOptions(options)));
  } finally {
    await library.close();
  }
}
