/**
 * The films of live photos: what a photo and a film of its own file have in common, and where a film lies that is in the
 * photo's file.
 */
export const livePhotos = `
ALTER TABLE photos ADD COLUMN content_id TEXT;
ALTER TABLE photos ADD COLUMN motion_at INTEGER;
ALTER TABLE photos ADD COLUMN motion_bytes INTEGER;
`;
