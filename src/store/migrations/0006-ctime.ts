/**
 * The time of the last change of a file's data, name, mode or owner, as the system keeps it: a program that writes
 * metadata can keep size and mtime, but not this one. Null in rows of an older library: unknown, and taken over by
 * the next scan without reading the file.
 */
export const ctime = `
ALTER TABLE files ADD COLUMN ctime INTEGER; -- microseconds since 1970
`;
