/** Why indexing is paused: by the user, on battery power, or while engines are compared; of several causes the first is shown. */
export const PAUSED_BY = ['person', 'battery', 'comparing'] as const;
export type PausedBy = (typeof PAUSED_BY)[number];
