import { knownUpdates } from '../../app/updates.ts';
import { words } from './words.ts';

/** The version; behind it, on a line of its own, a newer one, if new versions are looked for and one was found. */
export function versionText(): string {
  const { version, checks, newer } = knownUpdates();
  return checks && newer !== null ? `${version}\n${words('cli.updates.newer', newer)}` : version;
}
