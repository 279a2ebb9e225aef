import { lstatSync, mkdtempSync, rmSync, statfsSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { isCloudOnly } from '../../../../src/indexing/scan/is-cloud-only.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const NAME = Buffer.from('a.jpg');
const TMPFS = 0x01021994;
const hasMemoryDisk =
  process.platform === 'linux' && statfsSync('/dev/shm', { bigint: true }).type === BigInt(TMPFS);

const verdictOf = (file: string): boolean => isCloudOnly(NAME, lstatSync(file, { bigint: true }));

function provedIn(folder: string): void {
  const file = path.join(folder, 'a.jpg');
  for (const size of [0, 1, 100, 512, 4096, 4097, 65_536, 1_000_000]) {
    writeFileSync(file, Buffer.alloc(size, 1));
    expect(verdictOf(file), `${size} bytes on disk`).toBe(false);
  }
  for (const size of [4097, 65_536, 1_000_000]) {
    truncateSync(file, 0);
    truncateSync(file, size);
    expect(verdictOf(file), `${size} bytes that take no space`).toBe(true);
  }
}

describe('a file that is only in the cloud', () => {
  it('has a size but takes no space; no file on disk does, however small', () => {
    provedIn(tempFolder());
  });

  it.skipIf(!hasMemoryDisk)('so on a memory disk too (needs /dev/shm)', () => {
    const folder = mkdtempSync('/dev/shm/beachcomb-');
    onTestFinished(() => rmSync(folder, { recursive: true }));
    provedIn(folder);
  });

  it('is never guessed from no blocks alone up to 4 KiB, since file systems keep such files inline', () => {
    expect(isCloudOnly(NAME, { size: 4096n, blocks: 0n })).toBe(false);
    expect(isCloudOnly(NAME, { size: 4097n, blocks: 0n })).toBe(true);
    expect(isCloudOnly(NAME, { size: 4097n, blocks: 1n })).toBe(false);
  });

  it('is one by its name where iCloud left a stub', () => {
    expect(isCloudOnly(Buffer.from('.a.jpg.icloud'), { size: 180n, blocks: 8n })).toBe(true);
    expect(isCloudOnly(Buffer.from('a.icloud'), { size: 180n, blocks: 8n })).toBe(false);
  });
});
