/**
 * Problem files that the user has hidden, as they were then: one that changed is listed again.
 * The person's table, hence no foreign key to the machine's.
 */
export const ignoredProblems = `
CREATE TABLE ignored_problems (
  file_id INTEGER PRIMARY KEY,
  size INTEGER NOT NULL,
  mtime INTEGER NOT NULL                -- microseconds since 1970
) STRICT;
`;
