/**
 * What the user does not want to see among memories (user data): a memory by its key, days, a person by name, a place by
 * its key.
 */
export const memoryExclusions = `
CREATE TABLE memory_exclusions (
  kind TEXT NOT NULL,                   -- 'memory', 'days', 'person', 'place'
  value TEXT NOT NULL,
  at INTEGER NOT NULL,                  -- ms since 1970
  PRIMARY KEY (kind, value)
) STRICT, WITHOUT ROWID;
`;
