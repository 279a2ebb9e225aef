/** Why the index waits: the person said so, the machine runs on its battery, the engines are being compared. */
export const PAUSED_BY = ['person', 'battery', 'comparing'] as const;
export type PausedBy = (typeof PAUSED_BY)[number];
