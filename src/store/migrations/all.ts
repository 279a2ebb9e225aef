import { first } from './0001-first.ts';

/** Every migration, in order: number N brings a library from user_version N-1 to N. Never edit one that shipped. */
export const MIGRATIONS: readonly string[] = [first];
