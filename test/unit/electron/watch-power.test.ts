import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { watchPower } from '../../../electron/watch-power.ts';
import type { Reply } from '../../../src/api/call.ts';

class Monitor extends EventEmitter {
  readonly onBatteryPower = true;
}
const watching = (platform: string) => {
  const calls: unknown[] = [];
  const monitor = new Monitor();
  const answer = (_caller: unknown, call: unknown): Promise<Reply> => {
    calls.push(call);
    return Promise.resolve({ ok: true, output: {} });
  };
  watchPower({ answer }, monitor, platform);
  return { calls, monitor };
};
const power = (onBattery: boolean) => ({ call: 'index.power', input: { onBattery } });
const RESCAN = { call: 'index.rescan', input: {} };

describe('the power of the machine', () => {
  it.each(['win32', 'darwin'])('is reported on %s at the start and when it changes', (platform) => {
    const { calls, monitor } = watching(platform);
    monitor.emit('on-ac');
    monitor.emit('on-battery');
    expect(calls).toEqual([power(true), power(false), power(true)]);
  });

  it('is left to the indexer on Linux, which reads it itself', () => {
    const { calls, monitor } = watching('linux');
    monitor.emit('on-battery');
    expect(calls).toEqual([]);
    expect(monitor.listenerCount('on-battery')).toBe(0);
  });

  it.each(['linux', 'win32', 'darwin'])('folders are scanned after a sleep on %s', (platform) => {
    const { calls, monitor } = watching(platform);
    monitor.emit('resume');
    expect(calls.at(-1)).toEqual(RESCAN);
  });
});
