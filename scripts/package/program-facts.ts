import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';

const manifestSchema = z.object({
  name: z.string(),
  version: z.string(),
  description: z.string(),
  license: z.string(),
});

/** What package.json states about the program, for every manifest that is made of it. */
export const programFacts = (root: string): z.infer<typeof manifestSchema> =>
  manifestSchema.parse(JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')));

export interface Origin {
  /** Address of the repository. */
  readonly homepage: string;
  /** "Name <address>". */
  readonly maintainer: string;
}

/**
 * Where a package comes from: `BEACHCOMB_HOMEPAGE` and `BEACHCOMB_MAINTAINER`, which the workflow sets from its
 * repository; null if one is missing.
 */
export function originOf(env: NodeJS.ProcessEnv): Origin | null {
  const homepage = env['BEACHCOMB_HOMEPAGE'];
  const maintainer = env['BEACHCOMB_MAINTAINER'];
  return homepage && maintainer ? { homepage, maintainer } : null;
}
