import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import process from 'node:process';
import * as z from 'zod';
import type { ErrorReason } from '../../domain/error-reason.ts';
import type { EngineFacts } from '../../domain/pack.ts';
import { log } from '../log/log.ts';

const manifestSchema = z.object({ version: z.string() });

/** Why the libraries of an engine cannot be used by this program on this computer; null where they can. */
export function engineMisfit(
  { system, completes: { name, version } }: EngineFacts,
  here = `${process.platform}-${process.arch}`,
): ErrorReason | null {
  if (system !== here) return { code: 'engine-system', system };
  const supported = versionOf(name);
  if (supported === null) return { code: 'engine-without-package', name };
  return supported === version ? null : { code: 'engine-version', name, version, supported };
}

/** Version of a package of this program; null where it has none of the name. */
function versionOf(name: string): string | null {
  try {
    const manifest = createRequire(import.meta.url).resolve(`${name}/package.json`);
    return manifestSchema.parse(JSON.parse(readFileSync(manifest, 'utf8'))).version;
  } catch (error) {
    log.info('a package that an engine needs is not there', { error });
    return null;
  }
}
