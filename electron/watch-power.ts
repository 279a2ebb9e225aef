import type { PowerMonitor } from 'electron';
import { log } from '../src/platform/log/log.ts';
import type { HostProcess } from './host-process.ts';

type Monitor = Pick<PowerMonitor, 'onBatteryPower'> & {
  on(event: 'on-ac' | 'on-battery' | 'resume', listener: () => void): unknown;
};

/**
 * Reports to the host whether the machine runs on battery, and lets it scan the folders after a sleep, during which drives
 * may have come or gone. On Linux the indexer reads the power itself: there Electron needs a service for it.
 */
export function watchPower(
  host: Pick<HostProcess, 'answer'>,
  monitor: Monitor,
  platform: string = process.platform,
): void {
  const call = (name: 'index.power' | 'index.rescan', input: object): void =>
    void host.answer('shell', { call: name, input }).then((reply) => {
      if (!reply.ok) log.info('the state of the machine could not be reported', { call: name });
    });
  if (platform !== 'linux') {
    const report = (onBattery: boolean): void => call('index.power', { onBattery });
    monitor.on('on-battery', () => report(true));
    monitor.on('on-ac', () => report(false));
    report(monitor.onBatteryPower);
  }
  monitor.on('resume', () => call('index.rescan', {}));
}
