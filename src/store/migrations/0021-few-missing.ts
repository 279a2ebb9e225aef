/**
 * Every photo whose file is gone is marked. `many` tells events of so many files that only the user ends them from
 * those of few; an existing library has only the former.
 */
export const fewMissing = `
ALTER TABLE missing_events ADD COLUMN many INTEGER NOT NULL DEFAULT 1;
`;
