import { execFile } from 'node:child_process';
import { readdir, readFile, stat } from 'node:fs/promises';
import { cpus } from 'node:os';
import process from 'node:process';
import { promisify } from 'node:util';

/** The graphics cards of this computer, as far as they can be read cheaply. */
export interface GraphicsCards {
  /** Display names: "NVIDIA GeForce RTX 3060". */
  readonly names: readonly string[];
  /** Lines that change if a card or its driver changes. */
  readonly versions: readonly string[];
}

const MAKERS: Readonly<Record<string, string>> = {
  '0x1002': 'AMD graphics',
  '0x10de': 'NVIDIA graphics',
  '0x8086': 'Intel graphics',
};
const VULKAN_DRIVERS = ['/usr/share/vulkan/icd.d', '/etc/vulkan/icd.d'];
const DISPLAY_CLASS =
  'HKLM\\SYSTEM\\CurrentControlSet\\Control\\Class\\{4d36e968-e325-11ce-bfc1-08002be10318}';
const REGISTRY_WITHIN = 5000;

/** Reads the graphics cards from system files; omits what cannot be read. */
export async function readGraphicsCards(platform: string = process.platform): Promise<GraphicsCards> {
  if (platform === 'linux') return onLinux();
  if (platform === 'win32') return onWindows();
  const processor = cpus()[0]?.model ?? '';
  // The GPU of an Apple chip is part of the chip, and its driver is part of the system.
  return { names: processor.startsWith('Apple') ? [processor] : [], versions: [processor] };
}

const textOf = (file: string): Promise<string> => readFile(file, 'utf8').catch(() => '');
const namesIn = (folder: string): Promise<string[]> => readdir(folder).catch(() => []);

async function onLinux(): Promise<GraphicsCards> {
  const names: string[] = [];
  const versions: string[] = [];
  for (const gpu of await namesIn('/proc/driver/nvidia/gpus')) {
    const model = /^Model:\s*(.+)$/m.exec(await textOf(`/proc/driver/nvidia/gpus/${gpu}/information`))?.[1];
    if (model !== undefined) names.push(model);
  }
  versions.push((await textOf('/proc/driver/nvidia/version')).split('\n')[0] ?? '');
  const knownToDriver = names.length > 0;
  for (const card of await namesIn('/sys/class/drm')) {
    if (!/^card\d+$/.test(card)) continue;
    const [maker, device] = await Promise.all(
      ['vendor', 'device'].map(async (file) =>
        (await textOf(`/sys/class/drm/${card}/device/${file}`)).trim(),
      ),
    );
    versions.push(`${maker}:${device}`);
    const name = MAKERS[maker ?? ''];
    if (name !== undefined && !(knownToDriver && maker === '0x10de')) names.push(name);
  }
  for (const folder of VULKAN_DRIVERS)
    for (const driver of await namesIn(folder)) {
      const changed = await stat(`${folder}/${driver}`).then(
        ({ mtimeMs }) => mtimeMs,
        () => 0,
      );
      versions.push(`${driver} ${Math.round(changed)}`);
    }
  versions.push(process.env['VK_DRIVER_FILES'] ?? process.env['VK_ICD_FILENAMES'] ?? '');
  return { names, versions: versions.filter((line) => line !== '') };
}

async function onWindows(): Promise<GraphicsCards> {
  const asked = promisify(execFile)('reg', ['query', DISPLAY_CLASS, '/s'], { timeout: REGISTRY_WITHIN });
  const text = await asked.then(
    ({ stdout }) => stdout,
    () => '',
  );
  const values = (name: string): string[] =>
    [...text.matchAll(new RegExp(`^\\s+${name}\\s+REG_SZ\\s+(.+?)\\s*$`, 'gm'))].map(
      ([, value]) => value ?? '',
    );
  return { names: values('DriverDesc'), versions: [...values('DriverDesc'), ...values('DriverVersion')] };
}
