import process from 'node:process';

/** The engine that the environment asks for, for trying one out: it counts for more than the person's setting. */
export const engineOverride = (): string | null => process.env['BEACHCOMB_ENGINE'] || null;
