import type { PreparedQueries } from './prepared-queries.ts';
import type { UserDataWrites } from './user-data-transactions.ts';

/**
 * Runs `work` as one transaction of user data that raises the revision of what the user stated.
 * @throws BeachcombError, and errors of `work`
 */
export const writeStatements = <T>(
  transactions: UserDataWrites,
  queries: PreparedQueries,
  work: () => T,
): T =>
  transactions.write(() => {
    const result = work();
    queries
      .of(
        `INSERT INTO settings (key, value) VALUES ('said', '1')
         ON CONFLICT DO UPDATE SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT)`,
      )
      .run();
    return result;
  });
