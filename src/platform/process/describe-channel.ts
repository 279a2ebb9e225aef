import type { ChildProcess } from 'node:child_process';
import { bytesToSend, channelHandle, hiddenProperty } from './channel-handle.ts';

/**
 * Where the messages of a silent child may lie, for the log: what this end has of a message that has not come whole, and
 * what the child has not taken: `12 bytes of a message, the first 0000012c; 0 bytes to send`.
 * @returns null where this Node does not state it, and where the messages are no `advanced` ones
 */
export function describeChannel(child: ChildProcess): string | null {
  const channel = channelHandle(child);
  const parts = channel && hiddenProperty(channel, 'kMessageBuffer')?.value;
  if (!Array.isArray(parts)) return null;
  const held = Buffer.concat(parts as Buffer[]);
  // Its first four bytes are the length of the message.
  const first = held.length === 0 ? '' : `, the first ${held.toString('hex', 0, 4)}`;
  return `${held.length} bytes of a message${first}; ${bytesToSend(child) ?? 'unknown'} bytes to send`;
}
