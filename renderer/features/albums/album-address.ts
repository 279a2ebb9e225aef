/** The fragment of an album's address, which a link leads to; as the window's routes print it. */
export const albumAddress = (album: number): string => `#/albums/${album}`;
