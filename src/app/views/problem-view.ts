import type { ProblemRow } from '../../api/contract.ts';
import { folderName } from '../../domain/path-bytes.ts';
import { readDetail } from '../../domain/problem-detail.ts';
import type { ProblemFileRow } from '../../store/library-rows.ts';
import { splitPath } from './photo-view.ts';

/** A file with a problem, for the window, without its full path. */
export const problemView = ({
  file,
  folderPath,
  path,
  kind,
  detail,
  crashes,
}: ProblemFileRow): ProblemRow => ({
  file,
  folderName: folderName(folderPath),
  ...splitPath(path),
  kind,
  detail: readDetail(detail),
  tries: Math.max(1, crashes),
});
