/**
 * beachcomb-photo-2: an answer has the photo's embedding among phrases, 192 int8, beside its signature. It is null
 * until the photo is recognised again. The phrase norm behind the 256 numbers of the signature belonged to the
 * sentence model of before; it goes. The scores of 92 concepts stay as they are: their length is how many there
 * are.
 */
export const phrases = `
ALTER TABLE answers ADD COLUMN phrase BLOB;
UPDATE answers SET signature = substr(signature, 1, 256);
-- Whether photos wait to be recognised again is asked in every run.
CREATE INDEX answers_by_model ON answers (model_id);
`;
