import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { tempFolder } from './temp-folder.ts';

/** Where Linux shows a card of NVIDIA. */
export const NVIDIA_CARD = {
  'sys/bus/pci/devices/0000:01:00.0/class': '0x030000\n',
  'sys/bus/pci/devices/0000:01:00.0/vendor': '0x10de\n',
};

/** What a driver of NVIDIA states of itself. */
export const nvidiaDriver = (version: string) => ({
  'proc/driver/nvidia/version': `NVRM version: NVIDIA UNIX x86_64 Kernel Module  ${version}  Sat Aug 19 01:15:15 UTC 2023\nGCC version:  gcc 12.2.0\n`,
});

/** The root of a file system with these files. */
export function rootWith(files: Readonly<Record<string, string>>): string {
  const root = tempFolder();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), text);
  }
  return root;
}
