const FEW = 10;

/**
 * Whether so many of a folder's files are gone at once that a person must be asked before any is forgotten:
 * more than a fifth, and at least ten or all of them. A drive that is not connected often shows as an empty
 * folder.
 * @param known how many files the library knew of the folder
 * @param gone how many of them were neither found nor moved
 */
export const manyMissing = (known: number, gone: number): boolean =>
  gone > known / 5 && gone >= Math.min(FEW, known);
