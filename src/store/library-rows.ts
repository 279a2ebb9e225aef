import type { FileKind, OtherKind } from '../domain/file.ts';
import type { TakenAtSource } from '../domain/metadata.ts';
import type { PhotoFormat } from '../domain/photo-format.ts';
import type { ProblemKind } from '../domain/problem.ts';
import type { IndexedMetadata, MetadataRow } from './metadata-columns.ts';

/** A photo's row, as the viewer shows it. */
export interface PhotoRow extends MetadataRow {
  readonly id: number;
  readonly hash: Uint8Array;
  readonly format: PhotoFormat;
  readonly width: number;
  readonly height: number;
  readonly warning: string | null;
  /** How many frames of a film the network saw; null for a photo. */
  readonly frames: number | null;
}

/** The part of a photo that is kept in memory for searching. */
export interface IndexedPhoto extends IndexedMetadata {
  readonly id: number;
  readonly format: PhotoFormat;
  readonly width: number;
  readonly height: number;
  /** Where the time was read; null: it is unknown. */
  readonly takenFrom: TakenAtSource | null;
  /** The mean colour, as in DecodedPhoto. */
  readonly colour: number | null;
  /** As in DecodedPhoto; null: not computed yet. */
  readonly appearance: Uint8Array | null;
  /** 1: slightly damaged. */
  readonly damaged: number;
  /** See src/store/label-bytes.ts. */
  readonly labels: Uint8Array | null;
}

/** A file of a photo, by the row of its directory. */
export interface IndexedFile {
  readonly photo: number;
  readonly directory: number;
  readonly name: Uint8Array;
  /** 1: the file is not there. */
  readonly missing: number;
}

export interface DirectoryRow {
  readonly id: number;
  readonly folder: number;
  readonly folderPath: Uint8Array;
  readonly path: Uint8Array;
}

/** A point in the log of changes. */
export interface ChangePoint {
  readonly seq: number;
  /** What else everything depends on: when it changes, all is read again. */
  readonly state: string;
}

/** "This is", "this is not", of a photo that is in the library. */
export interface CorrectionRow {
  readonly photo: number;
  readonly label: string;
  readonly applies: boolean;
}

/** A place of a photo. */
export interface FilePlaceRow {
  readonly photo: number;
  readonly file: number;
  readonly folder: number;
  readonly folderPath: Uint8Array;
  readonly path: Uint8Array;
}

/** A file of a photo, as it was scanned. */
export interface ScannedFileRow extends FilePlaceRow {
  /** Relative to the folder. */
  readonly directory: Uint8Array;
  readonly name: Uint8Array;
  /** Bytes. */
  readonly size: number;
  /** Microseconds since 1970. */
  readonly mtime: number;
  readonly kind: FileKind;
  /** 1: only a placeholder lies on this disk. */
  readonly cloudOnly: number;
  /** 1: listed, its content is still to be read. */
  readonly waits: number;
  /** 1: the last scan did not find it. */
  readonly missing: number;
}

/** Files of a folder that a scan found missing at once. */
export interface MissingFiles {
  /** Time of that scan, ms since 1970. */
  readonly since: number;
  readonly files: number;
  /** So many that only the user ends it. */
  readonly isMany: boolean;
  /** The user expects them back. */
  readonly isExpected: boolean;
}

/** Photos without a file, by the event at which the last one went. */
export interface MissingPhotos {
  readonly folder: number;
  readonly since: number;
  readonly photos: number;
}

export interface FolderRow {
  readonly id: number;
  readonly path: Uint8Array;
  readonly excluded: readonly Uint8Array[];
  readonly scannedAt: number | null;
  readonly unreachable: string | null;
  /** Directories whose drive does not answer, relative to the folder. */
  readonly silent: readonly Uint8Array[];
  /** Missing files, by the event at which they went, the oldest first. */
  readonly missing: readonly MissingFiles[];
  readonly photos: number;
  readonly waiting: number;
  /** Those of the waiting ones that are listed by the head of their file. */
  readonly listed: number;
  readonly problems: number;
  readonly cloudOnly: number;
  readonly others: Readonly<Partial<Record<OtherKind, number>>>;
}

export interface ProblemFileRow {
  readonly file: number;
  readonly folderPath: Uint8Array;
  readonly path: Uint8Array;
  readonly kind: ProblemKind;
  readonly detail: string;
  readonly crashes: number;
}
