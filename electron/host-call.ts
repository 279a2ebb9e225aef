import { errorOfReply } from '../src/api/call.ts';
import { type CallName, contract, type Input, type Output } from '../src/api/contract.ts';
import { BeachcombError } from '../src/domain/error.ts';
import type { HostProcess } from './host-process.ts';

/** Makes a call of the host as the shell. @throws BeachcombError */
export type HostCall = <N extends CallName>(call: N, input: Input<N>) => Promise<Output<N>>;

export const hostCallOf =
  (host: HostProcess): HostCall =>
  async (call, input) => {
    const reply = await host.answer('shell', { call, input });
    if (!reply.ok) throw errorOfReply(reply);
    return contract[call].output.parse(reply.output) as Output<typeof call>;
  };

/** Converts a path of the contract to the text that Electron needs. @throws BeachcombError */
export function pathText(base64: string): string {
  const bytes = Buffer.from(base64, 'base64');
  // Electron needs a path as text, and a file name on Linux may be invalid UTF-8.
  const text = bytes.toString('utf8');
  if (!bytes.equals(Buffer.from(text)))
    throw new BeachcombError('unavailable', 'the name of this file is not valid UTF-8');
  return text;
}

/** Paths of the originals of photos; those whose files are missing are skipped. */
export async function filesOf(call: HostCall, photos: readonly number[]): Promise<string[]> {
  const files: string[] = [];
  for (const photo of photos)
    try {
      files.push(pathText((await call('photo.path', { photo })).path));
    } catch (error) {
      // The others can still be used.
      if (!(error instanceof BeachcombError)) throw error;
    }
  return files;
}
