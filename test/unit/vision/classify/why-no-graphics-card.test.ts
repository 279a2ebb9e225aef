import { expect, it } from 'vitest';
import { hasNvidiaCard, whyNoGraphicsCard } from '../../../../src/vision/classify/why-no-graphics-card.ts';
import { NVIDIA_CARD, rootWith } from '../../../support/root-with.ts';

const AMD = { ...NVIDIA_CARD, 'sys/bus/pci/devices/0000:01:00.0/vendor': '0x1002\n' };
const SOUND = {
  'sys/bus/pci/devices/0000:00:1f.3/class': '0x040300\n',
  'sys/bus/pci/devices/0000:00:1f.3/vendor': '0x10de\n',
};
const DRIVER = { 'sys/bus/pci/devices/0000:01:00.0/driver': '' };
const DEVICE = { 'dev/dri/renderD128': '' };
const LOADER = { 'usr/lib64/libvulkan.so.1': '' };
const SOFTWARE = { 'usr/share/vulkan/icd.d/lvp_icd.x86_64.json': '{}' };
const RADEON = { 'usr/share/vulkan/icd.d/radeon_icd.x86_64.json': '{}' };

it.each([
  ['no-graphics-card', {}],
  ['no-graphics-card', SOUND],
  ['no-card-driver', { ...AMD, ...SOUND }],
  ['no-vulkan-loader', { ...AMD, ...DRIVER, ...DEVICE }],
  // A board without PCI.
  ['no-vulkan-loader', DEVICE],
  ['no-vulkan-driver', { ...AMD, ...DRIVER, ...DEVICE, ...LOADER, ...SOFTWARE }],
  ['card-too-old', { ...AMD, ...DRIVER, ...DEVICE, ...LOADER, ...SOFTWARE, ...RADEON }],
] as const)('%s is why no card is used', async (code, files) => {
  const where = { root: rootWith(files), env: {}, mayUse: async () => true };
  expect(await whyNoGraphicsCard('linux', where)).toEqual({ code });
});

it('a device that the account may not open is told apart from an old card; a driver can be named by the environment', async () => {
  const root = rootWith({ ...AMD, ...DRIVER, ...DEVICE, ...LOADER });
  const env = { VK_DRIVER_FILES: '/opt/driver.json' };
  expect(await whyNoGraphicsCard('linux', { root, env, mayUse: async () => false })).toEqual({
    code: 'no-card-access',
  });
  expect(await whyNoGraphicsCard('linux', { root, env, mayUse: async () => true })).toEqual({
    code: 'card-too-old',
  });
});

it('a card of NVIDIA is seen without its driver', () => {
  expect(hasNvidiaCard(rootWith(NVIDIA_CARD))).toBe(true);
  expect(hasNvidiaCard(rootWith({ ...AMD, ...SOUND }))).toBe(false);
});
