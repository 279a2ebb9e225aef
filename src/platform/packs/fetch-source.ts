import type { FetchOptions, RemoteFile } from '../fetch/fetch-file.ts';
import type { HttpClient } from '../fetch/http-client.ts';
import type { PinnedFile, PinnedFiles } from './fetched-files.ts';
import type { Pack } from './read-pack.ts';
import type { UnpackOptions } from './unpack-archive.ts';

/** Where the files of a pack are on the internet, and what is made of them. */
export interface FetchSource {
  /**
   * Sizes and hashes, from the metadata of the host.
   * @throws BeachcombError `unavailable` with a reason; the reason of the signal
   */
  pin(client: HttpClient, options: Pick<FetchOptions, 'signal' | 'firstPauseMs'>): Promise<PinnedFiles>;
  /** Where a file is. */
  remote(pinned: PinnedFiles, file: PinnedFile): RemoteFile;
  /**
   * The pack of files that are all here.
   * @param folder the files
   * @param work folder on the same disk for what is unpacked; it is missing
   * @throws BeachcombError with a reason; Error of the file system; the reason of the signal
   */
  pack(folder: string, work: string, options: UnpackOptions): Promise<Pack>;
}
