import { commandLineMain } from '../../scripts/command-line-main.mjs';
import { ROOT } from './paths.ts';

/**
 * Path of the module that runs the command line: the bundle where it is of these sources, as after `npm test` has built
 * it, since it starts in two thirds of the time; else the sources.
 */
export const CLI_MAIN = commandLineMain(ROOT);
