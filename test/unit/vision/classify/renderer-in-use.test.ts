import { expect, it } from 'vitest';
import { rendererFrom } from '../../../../src/vision/classify/renderer-in-use.ts';

const RADV = '/usr/lib/x86_64-linux-gnu/libvulkan_radeon.so';
const LAVAPIPE = '/usr/lib/x86_64-linux-gnu/libvulkan_lvp.so';
const SYSTEM32 = 'C:\\Windows\\System32\\';

it.each<[string, string, string[], string[], boolean, string | null]>([
  [
    'a card whose device is open',
    'linux',
    [RADV, LAVAPIPE],
    ['/dev/null', '/dev/dri/renderD128'],
    true,
    null,
  ],
  ['an NVIDIA card', 'linux', [], ['/dev/nvidiactl', '/dev/nvidia0'], true, null],
  ['the control file alone is no card', 'linux', [], ['/dev/nvidiactl'], false, null],
  ['a driver that found no card', 'linux', [RADV, LAVAPIPE], ['/dev/null'], false, 'llvmpipe'],
  ['SwiftShader', 'linux', ['/usr/lib/chromium/libvk_swiftshader.so'], [], false, 'SwiftShader'],
  [
    "a maker's driver",
    'win32',
    [`${SYSTEM32}DriverStore\\FileRepository\\nv_dispi.inf_amd64_1\\nvwgf2umx.dll`],
    [],
    true,
    null,
  ],
  ["Windows' own renderer", 'win32', [`${SYSTEM32}d3d12.dll`, `${SYSTEM32}d3d10warp.dll`], [], false, 'WARP'],
  ['a Mac', 'darwin', [], [], true, null],
])('%s is called what it is', (_, platform, libraries, openFiles, gpu, software) => {
  expect(rendererFrom(platform, libraries, openFiles)).toEqual({ gpu, software });
});
