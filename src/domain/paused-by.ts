/** Why indexing is paused: by the user, on battery power, or while engines are compared. */
export const PAUSED_BY = ['person', 'battery', 'comparing'] as const;
export type PausedBy = (typeof PAUSED_BY)[number];
