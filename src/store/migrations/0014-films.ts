/**
 * Films are indexed like photos. `frames` is the number of a film's frames that the network saw: 0 while they wait for a
 * decoder that this computer may have later, null for a photo.
 */
export const films = `
ALTER TABLE photos ADD COLUMN duration_ms INTEGER;
ALTER TABLE photos ADD COLUMN codec TEXT;
ALTER TABLE photos ADD COLUMN frames INTEGER;
`;
