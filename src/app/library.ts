import type { Handlers } from '../api/dispatch.ts';
import type { Problem } from '../domain/problem.ts';
import type { QueryWord } from '../domain/query.ts';
import type { SearchOptions } from '../search/search-result.ts';
import type { CorrectedResult } from './corrected-search.ts';
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

/** An open library: everything that the program can do with it. */
export interface Library {
  /** The contract's handlers. */
  readonly handlers: Handlers;
  /** The stored thumbnail (WebP), or null when there is no such photo. */
  thumbnail(photo: number): Picture | null;
  /** The photo itself, or made into something that a browser can show. @throws BeachcombError `not-found` */
  original(photo: number): Promise<Picture>;
  /** The same as something that libvips reads. */
  originalForConversion(photo: number): Promise<Picture>;
  /** A search with everything that the command line prints. */
  search(
    text: string,
    options: SearchOptions & { readonly verbatim?: boolean | undefined },
  ): Promise<CorrectedResult>;
  /** Files that could not be read, in the order in which they were found; every one of them. */
  problems(): Iterable<ProblemFile>;
  /** What a part of a search text was read as, in words. */
  describe(word: QueryWord): { readonly en: string; readonly zh: string };
  /** Full paths of a photo's files, as bytes. */
  paths(photo: number): Uint8Array[];
  /** What a photo's file says of itself; null where the photo is gone. */
  metadata(photo: number): ReturnType<typeof metadataView> | null;
  /** Adds a folder by its path (bytes). @throws BeachcombError `folder-missing`, `folder-overlaps` */
  addFolder(folder: Uint8Array): Promise<number>;
  /** The engine that the person chose: 'auto', or its id. */
  engineChoice(): string;
  close(): Promise<void>;
}
