import { readFileSync } from 'node:fs';
import * as z from 'zod';

const PACKAGE = new URL('../../package.json', import.meta.url);
const packageSchema = z.object({ version: z.string() });

/** This Beachcomb's version, "0.1.0". @throws Error where the program is not whole */
export const programVersion = (): string =>
  packageSchema.parse(JSON.parse(readFileSync(PACKAGE, 'utf8'))).version;
