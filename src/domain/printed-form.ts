/**
 * How the command line prints hits. `paths`: one path a line; `nul`: each followed by a NUL; `reasons`: with level and
 * reasons, for a person; `json`: one object a line.
 */
export const PRINTED_FORMS = ['paths', 'nul', 'reasons', 'json'] as const;
export type PrintedForm = (typeof PRINTED_FORMS)[number];
