/**
 * How an album is shown (user data): the order of its photos, 'oldest', 'newest' or 'hand' (by `position` of its
 * photos), and the photo on its cover, by content. Null: as the program chooses.
 */
export const albumPages = `
ALTER TABLE albums ADD COLUMN sort TEXT;
ALTER TABLE albums ADD COLUMN cover_hash BLOB;
`;
