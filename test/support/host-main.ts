import { existsSync } from 'node:fs';
import path from 'node:path';
import { programBundle } from '../../src/platform/process/program-file.ts';
import { CLI_MAIN } from './cli-main.ts';
import { ROOT } from './paths.ts';

const bundle = path.join(path.dirname(CLI_MAIN), programBundle('entry/host/main.ts'));

/**
 * Path of the module that a host process runs: the bundle where it is of these sources, as after `npm test` has built
 * it, since from its sources a host compiles hundreds of modules again for every test; else the sources.
 */
export const HOST_MAIN =
  CLI_MAIN.endsWith('.mjs') && existsSync(bundle)
    ? bundle
    : path.join(ROOT, 'src', 'entry', 'host', 'main.ts');
