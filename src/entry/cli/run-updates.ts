import process from 'node:process';
import { checkForUpdate, knownUpdates, setChecksForUpdates, type Updates } from '../../app/updates.ts';
import { assertNever } from '../../domain/assert-never.ts';
import { jsonLine } from '../../domain/terminal-text.ts';
import type { UpdateAction, UpdatesOptions } from './command-options.ts';
import { words } from './words.ts';

function run(action: UpdateAction): Updates | Promise<Updates> {
  switch (action) {
    case 'status':
      return knownUpdates();
    case 'check':
      return checkForUpdate(null);
    case 'on':
      return setChecksForUpdates(true);
    case 'off':
      return setChecksForUpdates(false);
    default:
      return assertNever(action);
  }
}

/** @throws BeachcombError `unavailable` if the check fails */
export async function runUpdates(action: UpdateAction, { json }: UpdatesOptions): Promise<void> {
  const updates = await run(action);
  process.stdout.write(json === true ? `${jsonLine(updates)}\n` : `${described(updates).join('\n')}\n`);
}

function described({ checks, checkedAt, version, newer, canCheck }: Updates): string[] {
  if (!canCheck) return [words('cli.updates.noFeed')];
  const known =
    newer !== null
      ? words('cli.updates.newer', newer)
      : checkedAt !== null
        ? words('cli.updates.newest', { version, day: checkedAt.slice(0, 'YYYY-MM-DD'.length) })
        : null;
  return [...(known === null ? [] : [known]), words(checks ? 'cli.updates.on' : 'cli.updates.off')];
}
