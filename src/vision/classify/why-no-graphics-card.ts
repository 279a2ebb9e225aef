import { constants, readdirSync, readFileSync } from 'node:fs';
import { access, readdir } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import type { EngineReason } from '../../domain/engine-reason.ts';
import { log } from '../../platform/log/log.ts';

/** Classes of PCI: a display controller of any kind. */
const DISPLAY = /^0x03/;
const NVIDIA = '0x10de';
/** Where distributions put the loader of Vulkan, which finds the drivers. */
const LIBRARIES = [
  '/usr/lib/x86_64-linux-gnu',
  '/usr/lib/aarch64-linux-gnu',
  '/usr/lib64',
  '/usr/lib',
  '/usr/local/lib',
  '/lib/x86_64-linux-gnu',
  '/lib/aarch64-linux-gnu',
  '/lib64',
  '/lib',
];
const LOADER = 'libvulkan.so.1';
const DRIVERS = ['/usr/share/vulkan/icd.d', '/usr/local/share/vulkan/icd.d', '/etc/vulkan/icd.d'];
/** Drivers that compute on the processor. */
const SOFTWARE = /^(?:lvp_|.*swiftshader)/;

interface Where {
  /** The root of the file system. */
  readonly root?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Whether this user may use a device. */
  readonly mayUse?: (device: string) => Promise<boolean>;
}

interface Card {
  /** "0x10de". */
  readonly maker: string;
  readonly hasDriver: boolean;
}

/**
 * Why WebGPU found no card on Linux: none is there, it has no driver, Vulkan or its driver is not installed, this user
 * may not use it; otherwise card or driver are too old. On other systems drivers bring what is needed.
 */
export async function whyNoGraphicsCard(
  platform: string = process.platform,
  { root = '/', env = process.env, mayUse = isUsable }: Where = {},
): Promise<EngineReason> {
  if (platform !== 'linux') return { code: 'card-too-old' };
  const cards = cardsOfPci(root);
  const dri = path.join(root, 'dev', 'dri');
  const devices = (await namesIn(dri)).filter((name) => name.startsWith('renderD'));
  if (cards.length === 0 && devices.length === 0) return { code: 'no-graphics-card' };
  if (devices.length === 0 && cards.every(({ hasDriver }) => !hasDriver)) return { code: 'no-card-driver' };
  if (!(await hasLoader(root, env))) return { code: 'no-vulkan-loader' };
  if (!(await hasVulkanDriver(root, env))) return { code: 'no-vulkan-driver' };
  const usable = await Promise.all(devices.map((name) => mayUse(path.join(dri, name))));
  return devices.length > 0 && !usable.includes(true) ? { code: 'no-card-access' } : { code: 'card-too-old' };
}

/** Whether this computer has a card of NVIDIA, with or without a driver. Linux only. */
export const hasNvidiaCard = (root = '/'): boolean => cardsOfPci(root).some(({ maker }) => maker === NVIDIA);

function cardsOfPci(root: string): Card[] {
  const devices = path.join(root, 'sys', 'bus', 'pci', 'devices');
  try {
    return readdirSync(devices).flatMap((device) => {
      const folder = path.join(devices, device);
      const textOf = (name: string): string => readFileSync(path.join(folder, name), 'utf8').trim();
      if (!DISPLAY.test(textOf('class'))) return [];
      return [{ maker: textOf('vendor'), hasDriver: readdirSync(folder).includes('driver') }];
    });
  } catch (error) {
    // A computer without PCI, or one that does not show it.
    log.debug('the devices of PCI cannot be read', { error });
    return [];
  }
}

async function hasLoader(root: string, env: NodeJS.ProcessEnv): Promise<boolean> {
  const own = (env['LD_LIBRARY_PATH'] ?? '').split(':').filter((folder) => folder !== '');
  for (const folder of [...own, ...LIBRARIES.map((place) => path.join(root, place))])
    if ((await namesIn(folder)).includes(LOADER)) return true;
  return false;
}

async function hasVulkanDriver(root: string, env: NodeJS.ProcessEnv): Promise<boolean> {
  if (env['VK_DRIVER_FILES'] !== undefined || env['VK_ICD_FILENAMES'] !== undefined) return true;
  for (const folder of DRIVERS)
    if ((await namesIn(path.join(root, folder))).some((name) => !SOFTWARE.test(name))) return true;
  return false;
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: unknown) => {
    log.debug('a folder of drivers is not there', { error });
    return [];
  });
}

const isUsable = (device: string): Promise<boolean> =>
  access(device, constants.R_OK | constants.W_OK).then(
    () => true,
    (error: unknown) => {
      log.info('a graphics card may not be used', { error });
      return false;
    },
  );
