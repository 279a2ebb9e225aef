/**
 * Named colours, brightness and sharpness of each photo, as src/domain/appearance.ts lays them out. Null: not
 * computed yet. The index in memory holds them, so a row that gets them counts as changed.
 */
export const appearance = `
ALTER TABLE photos ADD COLUMN appearance BLOB;
CREATE TRIGGER appearance_set AFTER UPDATE OF appearance ON photos WHEN new.appearance IS NOT old.appearance BEGIN
  INSERT INTO changes (photo_id) VALUES (new.id);
END;
`;
