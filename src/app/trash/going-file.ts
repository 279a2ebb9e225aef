import type { FileIdentity } from '../../platform/trash/file-identity.ts';
import type { ScannedFileRow } from '../../store/library-rows.ts';

/** A file that goes: one of a photo, or a companion of files that go. */
export interface GoingFile {
  /** Absolute path. */
  readonly original: Buffer;
  readonly folderPath: Uint8Array;
  readonly folder: number;
  readonly directory: Uint8Array;
  readonly name: Uint8Array;
  /** The row of the file; null for a companion. */
  readonly row: ScannedFileRow | null;
  readonly identity: FileIdentity;
}
