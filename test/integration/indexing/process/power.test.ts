import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { isOnBattery } from '../../../../src/indexing/process/power.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

type Supply = Readonly<Record<string, string>>;
const MAINS = (online: string): Supply => ({ type: 'Mains\n', online: `${online}\n` });
const BATTERY = (status: string): Supply => ({ type: 'Battery\n', status: `${status}\n` });

/** A folder of power supplies as Linux shows it. */
function supplies(of: Readonly<Record<string, Supply>>): string {
  const root = tempFolder();
  for (const [name, files] of Object.entries(of)) {
    mkdirSync(path.join(root, name));
    for (const [file, text] of Object.entries(files)) writeFileSync(path.join(root, name, file), text);
  }
  return root;
}

describe.runIf(process.platform === 'linux')('whether the machine runs on its battery', () => {
  it.each<[string, Record<string, Supply>, boolean | null]>([
    ['a desktop has none', {}, null],
    ['unplugged', { AC: MAINS('0'), BAT0: BATTERY('Discharging') }, true],
    ['plugged in and charging', { AC: MAINS('1'), BAT0: BATTERY('Charging') }, false],
    ['plugged in and full', { ADP1: MAINS('1'), BAT0: BATTERY('Full') }, false],
    [
      'plugged in by USB, where the socket for mains is empty',
      {
        AC: MAINS('0'),
        BAT0: BATTERY('Discharging'),
        'ucsi-source-psy-USBC000:001': { type: 'USB\n', online: '1\n' },
      },
      false,
    ],
    ['two batteries, of which one rests', { BAT0: BATTERY('Unknown'), BAT1: BATTERY('Discharging') }, true],
    ['a laptop that shows no mains at all', { BAT0: BATTERY('Not charging') }, false],
    [
      'the battery of a mouse is not the machine’s',
      { hidpp_battery_0: { ...BATTERY('Discharging'), scope: 'Device\n' } },
      null,
    ],
    ['a battery that tells nothing', { BAT0: { type: 'Battery\n' } }, null],
  ])('%s', async (_, of, expected) => {
    expect(await isOnBattery(supplies(of), 'linux')).toBe(expected);
  });

  it('cannot be told on Linux where the system does not say', async () => {
    expect(await isOnBattery('/nowhere', 'linux')).toBeNull();
  });

  it.each([
    ["Now drawing from 'AC Power'\n -InternalBattery-0 (id=1)\t100%; charged; 0:00 remaining", false],
    ["Now drawing from 'Battery Power'\n -InternalBattery-0 (id=1)\t87%; discharging; 5:12 remaining", true],
    ["Now drawing from 'UPS Power'\n", false],
    ['', null],
    [null, null],
  ])('of macOS is what pmset prints: %j', async (printed, expected) => {
    expect(await isOnBattery('/nowhere', 'darwin', () => Promise.resolve(printed))).toBe(expected);
  });

  it('of Windows is reported by the shell', async () => {
    const plugged = supplies({ BAT0: BATTERY('Discharging') });
    expect(await isOnBattery(plugged, 'win32')).toBeNull();
  });
});
