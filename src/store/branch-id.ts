import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import os from 'node:os';
import { log } from '../platform/log/log.ts';

/** Files with an id of the system, on systems that have one. */
const SYSTEM_IDS = ['/etc/machine-id', '/var/lib/dbus/machine-id'];

/**
 * Id of the branch of a library's history that is written here: of this computer, its user and the library's place, so
 * that two computers with one synchronised folder write two branches. It contains none of them in the clear.
 */
export function branchOf(library: string): string {
  const own = [os.hostname(), os.homedir(), systemId(), library].join('\0');
  return createHash('sha256').update(own).digest('hex').slice(0, 16);
}

function systemId(): string {
  for (const file of SYSTEM_IDS)
    try {
      return readFileSync(file, 'utf8').trim();
    } catch (error) {
      // Other systems have no such file; name and home folder remain.
      log.debug('there is no id of the system', { error });
    }
  return '';
}
