/**
 * SQL: a file of `files` or `file_paths`, called `f`, is one whose problem the person ignores, and it has not
 * changed since.
 */
export const IGNORED = `EXISTS (SELECT 1 FROM ignored_problems i
  WHERE i.file_id = f.id AND i.size = f.size AND i.mtime = f.mtime)`;
