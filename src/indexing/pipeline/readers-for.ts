import type { ChosenFolder } from '../../store/scanned-files.ts';
import { isRemote } from '../scan/is-remote.ts';

/**
 * Number of photos read at once. Two keep a local disk busy, and more would make a hard disk seek; over a network it is
 * so many that the latency of each read does not matter.
 */
export async function readersFor(folders: readonly ChosenFolder[]): Promise<number> {
  const remote = await Promise.all(folders.map(({ path }) => isRemote(path)));
  return remote.includes(true) ? 8 : 2;
}
