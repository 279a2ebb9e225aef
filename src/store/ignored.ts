/**
 * SQL condition on a row `f` of `files` or `file_paths`: the user ignores its problem and the file has not changed
 * since.
 */
export const IGNORED = `EXISTS (SELECT 1 FROM directories ig JOIN ignored_problems i ON i.folder_id = ig.folder_id
  WHERE ig.id = f.directory_id AND i.size = f.size AND i.mtime = f.mtime AND i.path =
    CASE length(ig.path) WHEN 0 THEN f.name ELSE CAST(ig.path || x'2f' || f.name AS BLOB) END)`;
