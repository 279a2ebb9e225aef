import * as z from 'zod';
import { PROBLEM_KINDS } from '../../domain/problem.ts';
import { problemDetailSchema } from '../../domain/problem-detail.ts';
import { call } from '../call.ts';
import { id, natural, nothing, page } from './primitives.ts';

export const problemRowSchema = z.strictObject({
  file: id,
  folderName: z.string(),
  directory: z.array(z.string()),
  name: z.string(),
  kind: z.enum(PROBLEM_KINDS),
  detail: problemDetailSchema,
  tries: natural,
});

/** Files that could not be read. */
export const problemCalls = {
  'problems.list': call(
    /** `ignored` lists the files that the user ignores instead. */
    z.strictObject({ ...page, ignored: z.boolean().default(false) }),
    z.strictObject({ total: natural, ignored: natural, rows: z.array(problemRowSchema) }),
  ),
  /** Excludes these files from the list and the count until they change, or includes them again. */
  'problems.ignore': call(
    z.strictObject({ files: z.array(id).min(1).max(10_000), ignored: z.boolean() }),
    nothing,
  ),
  /** Indexes these files again, or all that are not ignored. */
  'problems.retry': call(z.strictObject({ files: z.array(id).max(10_000).nullable() }), nothing),
} as const;
