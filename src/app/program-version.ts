import { readFileSync } from 'node:fs';
import * as z from 'zod';

const PACKAGE = new URL('../../package.json', import.meta.url);
const packageSchema = z.object({ version: z.string() });

/** Version of this Beachcomb, "0.1.0". @throws Error if the installation is incomplete */
export const programVersion = (): string =>
  packageSchema.parse(JSON.parse(readFileSync(PACKAGE, 'utf8'))).version;
