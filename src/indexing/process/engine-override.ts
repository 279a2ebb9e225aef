import process from 'node:process';

/** Engine from the environment, for experiments: overrides the user's setting. */
export const engineOverride = (): string | null => process.env['BEACHCOMB_ENGINE'] || null;
