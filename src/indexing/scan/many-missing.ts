const FEW = 10;

/**
 * Whether so many files of a folder are missing at once that none is removed without the word of the user: more than a
 * fifth, and at least ten or all of them. A disconnected drive often appears as an empty folder.
 * @param known number of files of the folder in the library
 * @param gone number of those that were neither found nor moved
 */
export const manyMissing = (known: number, gone: number): boolean =>
  gone > known / 5 && gone >= Math.min(FEW, known);
