import { existsSync } from 'node:fs';
import { type BeachcombError, isUnwritable } from '../domain/error.ts';
import { formatterFor } from '../i18n/formatter.ts';
import { failureText } from '../i18n/sentences.ts';
import { log as logger } from '../platform/log/log.ts';
import { conflictCopies } from '../store/conflict-copies.ts';
import { mendLibraryFiles } from '../store/mend-library-files.ts';
import { recoverLibrary } from '../store/recover-library.ts';
import { UserDataWriter } from '../store/user-data-writer.ts';
import { historiesSentence } from './histories-sentence.ts';
import type { OpenOptions } from './open-options.ts';
import { recoverySentence } from './recovery-sentence.ts';

/**
 * Opens the user data of a library, after rebuilding the library if necessary.
 * @returns the writer, and why it writes nothing if the library is read-only
 * @throws BeachcombError what the store throws
 */
export function openUserData({
  path,
  indexing,
  log,
  language = 'en',
  onReadOnly = (why) => log(failureText(language, why)),
}: Pick<OpenOptions, 'path' | 'indexing' | 'log' | 'language' | 'onReadOnly'>): {
  readonly userData: UserDataWriter;
  readonly unwritable: BeachcombError | null;
} {
  try {
    const recovery = recoverLibrary(path, indexing, Date.now());
    const userData = new UserDataWriter(path, null, { careful: indexing });
    // Only now is it known that it is a library.
    mendLibraryFiles(path);
    const found = userData.historiesFound();
    for (const { path: copy } of conflictCopies(path))
      log(formatterFor(language)('cli.doctor.conflictCopy', { path: copy }));
    if (found !== null) log(historiesSentence(formatterFor('en'), found));
    if (recovery !== null) {
      userData.setSetting('recovery', recovery);
      log(recoverySentence(formatterFor(language), recovery));
    }
    return { userData, unwritable: null };
  } catch (error) {
    if (!isUnwritable(error) || !existsSync(path)) throw error;
    logger.warn('the library cannot be written', { error });
    const userData = new UserDataWriter(path, error);
    onReadOnly(error);
    return { userData, unwritable: error };
  }
}
