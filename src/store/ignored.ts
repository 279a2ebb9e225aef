/**
 * SQL condition on a row `f` of `files` or `file_paths`: the user ignores its problem and the file has not changed
 * since.
 */
export const IGNORED = `EXISTS (SELECT 1 FROM ignored_problems i
  WHERE i.file_id = f.id AND i.size = f.size AND i.mtime = f.mtime)`;
