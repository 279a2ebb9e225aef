import type { ChildProcess } from 'node:child_process';
import process from 'node:process';
import { channelHandle, hiddenProperty } from './channel-handle.ts';

/** What the parser of a channel keeps of messages that have not come whole. */
interface MessageBuffers {
  readonly channel: object;
  readonly key: symbol;
  readonly buffers: Buffer[];
}

/** Bytes before a message that state its length. */
const LENGTH_BYTES = 4;

/**
 * Lets a channel of `advanced` messages go on where the four bytes of a length come in two reads. Node before 20.19 and
 * 22.13 stops to read such a channel for good (https://github.com/nodejs/node/pull/56106), and Electron before 35 has
 * such a Node. Does nothing where Node does it itself, or keeps its messages in another way.
 */
export function joinSplitLengths(child: ChildProcess): void {
  if (!stopsAtSplitLengths(process.versions.node)) return;
  const found = messageBuffers(child);
  if (found === null) return;
  const { channel, key } = found;
  let { buffers } = found;
  Object.defineProperty(channel, key, {
    get: () => {
      const [first, second, ...rest] = buffers;
      if (first !== undefined && second !== undefined && first.length < LENGTH_BYTES)
        buffers.splice(0, buffers.length, Buffer.concat([first, second]), ...rest);
      return buffers;
    },
    set: (value: Buffer[]) => {
      buffers = value;
    },
  });
}

/** @param version of Node: `20.18.3` */
function stopsAtSplitLengths(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major < 20 || major === 21 || (major === 20 && minor < 19) || (major === 22 && minor < 13);
}

function messageBuffers(child: ChildProcess): MessageBuffers | null {
  const channel = channelHandle(child);
  const kept = channel && hiddenProperty(channel, 'kMessageBuffer');
  return channel === null || kept === null || !Array.isArray(kept.value)
    ? null
    : { channel, key: kept.key, buffers: kept.value };
}
