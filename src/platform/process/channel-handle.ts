import type { ChildProcess } from 'node:child_process';

/** A property that Node keeps under a symbol of its own. */
interface HiddenProperty {
  readonly key: symbol;
  readonly value: unknown;
}

/** @param name description of the symbol @returns null where this Node has none */
export function hiddenProperty(of: object, name: string): HiddenProperty | null {
  const key = Object.getOwnPropertySymbols(of).find(({ description }) => description === name);
  return key === undefined ? null : { key, value: Reflect.get(of, key) };
}

/** Node's handle of the channel to a child, or of this process to its parent; null where there is none. */
export function channelHandle(of: ChildProcess | NodeJS.Process): object | null {
  const handle = hiddenProperty(of, 'kChannelHandle')?.value;
  return typeof handle === 'object' ? handle : null;
}

/** How many bytes wait until the other end of a channel takes them; null where this Node does not state it. */
export function bytesToSend(of: ChildProcess | NodeJS.Process): number | null {
  const handle = channelHandle(of);
  const bytes = handle !== null && 'writeQueueSize' in handle ? handle.writeQueueSize : null;
  return typeof bytes === 'number' ? bytes : null;
}
