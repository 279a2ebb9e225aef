import type { problemCalls } from '../../api/contract/problem-calls.ts';
import type { Handlers } from '../../api/dispatch.ts';
import type { LibraryParts } from '../library-parts.ts';
import { problemView } from '../views/problem-view.ts';

export const problemHandlers = ({
  reader,
  userData,
  indexing,
}: Pick<LibraryParts, 'reader' | 'userData' | 'indexing'>): Pick<Handlers, keyof typeof problemCalls> => ({
  'problems.list': ({ offset, limit, ignored: wanted }) => {
    const { total, ignored, rows } = reader.files.problems(offset, limit, wanted);
    return { total, ignored, rows: rows.map(problemView) };
  },
  'problems.ignore': ({ files, ignored }) => {
    userData.ignoreProblems(files, ignored);
    indexing.send({ command: 'recount' });
    return {};
  },
  'problems.retry': ({ files }) => {
    indexing.send({ command: 'retry', files });
    return {};
  },
});
