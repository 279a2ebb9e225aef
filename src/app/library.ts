import type { Output } from '../api/contract.ts';
import type { Handlers } from '../api/dispatch.ts';
import type { PicturePart } from '../api/picture-response.ts';
import type { Localized } from '../domain/localized.ts';
import type { Problem } from '../domain/problem.ts';
import type { QueryWord } from '../domain/query.ts';
import type { SearchOptions } from '../search/search-result.ts';
import type { CorrectedResult } from './corrected-search.ts';
import type { Download } from './downloads.ts';
import type { NamedFace } from './named-faces.ts';
import type { PhotoAtPath } from './photos-at.ts';
import type { metadataView } from './views/photo-view.ts';

/** A picture that a browser can show. */
export interface Picture {
  /** MIME type. */
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** A file that could not be read. */
export interface ProblemFile extends Problem {
  /** Its full path, as bytes. */
  readonly path: Uint8Array;
}

/** What a library finds. */
export interface LibrarySearch {
  /** A search with all data that the command line prints. */
  search(
    text: string,
    options: SearchOptions & { readonly verbatim?: boolean | undefined },
  ): Promise<CorrectedResult>;
  /** All unreadable files, in the order in which they were found. */
  problems(): Iterable<ProblemFile>;
  /** Why a search found a photo, with the names of labels and fields. */
  reasons(result: CorrectedResult, photo: number): Output<'photo.get'>['reasons'];
  /** Interpretation of a part of a search text, in words, given what it found. */
  describe(word: QueryWord, result: CorrectedResult): Localized;
  /** Full paths of a photo's files, as bytes; those of the RAW in its stack last. */
  paths(photo: number): Uint8Array[];
  /** Metadata of a photo's file; null if the photo is missing. */
  metadata(photo: number):
    | (ReturnType<typeof metadataView> & {
        readonly namedPeople: readonly NamedFace[];
        readonly text: readonly string[];
      })
    | null;
}

/** An open library: the interface of all operations on it. */
export interface Library extends LibrarySearch {
  /** The contract's handlers. */
  readonly handlers: Handlers;
  /** Fits the chosen image-text pack, if all photos were embedded by it. @throws BeachcombError if it cannot run */
  fitImageText(): Promise<void>;
  /** The stored thumbnail (WebP), without bytes where it is not made (yet); null if there is no such photo. */
  thumbnail(photo: number): Picture | null;
  /** The same, turned as the user turned the photo. */
  turnedThumbnail(photo: number): Promise<Picture | null>;
  /** A small picture of a face, by the id that the contract gives it. @throws BeachcombError `not-found` */
  facePicture(face: string): Promise<Picture>;
  /**
   * A part of the original, or of a converted picture that a browser can show.
   * @param from offset in bytes
   * @param version of the part before this one; null for the first
   * @throws BeachcombError `not-found`, `unavailable`
   */
  originalPart(photo: number, from: number, version: string | null): Promise<PicturePart>;
  /**
   * A part of the film of a live photo, beside it or in its file; else as `originalPart`.
   * @throws BeachcombError `not-found` where the photo has none
   */
  motionPart(photo: number, from: number, version: string | null): Promise<PicturePart>;
  /**
   * The whole original in a format that libvips can read, and how far the user turned it, in degrees clockwise.
   * @throws BeachcombError `not-found`
   */
  originalForConversion(photo: number): Promise<Picture & { readonly turn: number }>;
  /** What was prepared to be downloaded. @throws BeachcombError `not-found`, `unavailable` */
  download(token: string): Promise<Download>;
  /** Photos and their files by full paths (bytes); null for a path that is no photo of the library. */
  photosAt(paths: readonly Uint8Array[]): (PhotoAtPath | null)[];
  /** The folder of the library with this path (bytes); null if there is none. */
  folderAt(folder: Uint8Array): number | null;
  /** The path of a folder of the library (bytes). @throws BeachcombError `not-found` */
  folderPath(folder: number): Uint8Array;
  /** Adds a folder by its path (bytes). @throws BeachcombError `folder-missing`, `folder-overlaps` */
  addFolder(folder: Uint8Array): Promise<number>;
  /** Joins the conflict copies of the journal beside the library. @returns their former paths */
  joinConflictCopies(): string[];
  /** Address of the proxy that the user chose for downloads; null: that of the environment, if any. */
  downloadProxy(): string | null;
  /** The engine that the user chose: 'auto', or its id. */
  engineChoice(): string;
  close(): Promise<void>;
}
