import type { Client } from '../../src/api/client.ts';
import { contract, type Input } from '../../src/api/contract.ts';
import { BeachcombError } from '../../src/domain/error.ts';

/** The calls that take something back. */
const UNDO_CALLS = [
  'labels.correct',
  'labels.setSteady',
  'favourites.set',
  'albums.set',
  'albums.arrange',
  'albums.cover',
  'albums.search',
  'albums.rename',
  'albums.restore',
  'edits.restore',
  'memories.exclude',
  'people.undo',
  'trash.undo',
] as const;
type UndoCall = (typeof UNDO_CALLS)[number];

/** One call that takes something back: plain data, so that it outlives the page. */
export type UndoStep =
  | { readonly [C in UndoCall]: { readonly call: C; readonly input: Input<C> } }[UndoCall]
  /** Only the user can do it, in the trash of the system. */
  | { readonly call: 'by-hand'; readonly input: null };

/** Whether a value that was read back is a step of this version of the contract. */
export function isUndoStep(value: unknown): value is UndoStep {
  if (typeof value !== 'object' || value === null || !('call' in value) || !('input' in value)) return false;
  if (value.call === 'by-hand') return value.input === null;
  const call = UNDO_CALLS.find((one) => one === value.call);
  return call !== undefined && contract[call].input.safeParse(value.input).success;
}

/** @throws BeachcombError where it cannot be taken back, or only in part */
async function runStep(client: Client, step: UndoStep): Promise<void> {
  if (step.call === 'by-hand')
    throw new BeachcombError('unavailable', 'by hand', { reason: { code: 'restore-by-hand' } });
  if (step.call === 'trash.undo') return untrash(client, step.input);
  await client<UndoCall>(step.call, step.input);
}

/** Moves files back from the trash. @throws BeachcombError where some, or all, cannot come back */
async function untrash(client: Client, run: Input<'trash.undo'>): Promise<void> {
  const { files, failed, problems } = await client('trash.undo', run);
  if (failed === 0) return;
  const [first] = problems;
  const reason =
    failed === 1 && files === 0 && first !== undefined
      ? first.reason
      : ({ code: 'not-restored', files: failed, of: files + failed } as const);
  throw new BeachcombError('unavailable', 'not all files came back', { reason });
}

/** Takes all steps, also after one that fails. @throws the error of the first that failed */
export async function runUndo(client: Client, steps: readonly UndoStep[]): Promise<void> {
  const failures: unknown[] = [];
  for (const step of steps)
    try {
      await runStep(client, step);
    } catch (error) {
      failures.push(error);
    }
  if (failures.length > 0) throw failures[0];
}
