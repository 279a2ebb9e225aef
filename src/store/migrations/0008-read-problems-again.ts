/**
 * Pictures that could not be read wait once more, because more formats and variants can be read now, and the others have
 * a truer reason. What the user ignores stays ignored.
 */
export const readProblemsAgain = `
UPDATE files SET photo_id = NULL WHERE photo_id IN
  (SELECT id FROM photos WHERE problem_kind IN ('unsupported', 'damaged', 'too-large'));
UPDATE photos SET problem_kind = NULL, problem_detail = NULL
  WHERE problem_kind IN ('unsupported', 'damaged', 'too-large');
`;
