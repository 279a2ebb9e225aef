import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { toBeachcombError } from '../../../../src/domain/error.ts';
import type { ErrorReason } from '../../../../src/domain/error-reason.ts';
import { unpackArchive } from '../../../../src/platform/packs/unpack-archive.ts';
import { CAN_MOUNT, mountSmallDisk } from '../../../support/mounts.ts';
import { rejection } from '../../../support/rejection.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

interface Entry {
  readonly name: string;
  readonly content?: Buffer | string;
  /** As Unix has it. */
  readonly mode?: number;
  readonly isStored?: boolean;
}

/** The bytes of a zip archive. */
async function zipOf(entries: readonly Entry[]): Promise<Buffer> {
  const zip = new ZipFile();
  for (const { name, content = `content of ${name}`, mode = 0o100644, isStored = false } of entries)
    zip.addBuffer(Buffer.from(content), name, { mode, compress: !isStored });
  zip.end();
  const parts: Buffer[] = [];
  for await (const part of zip.outputStream as AsyncIterable<Buffer>) parts.push(part);
  return Buffer.concat(parts);
}

/** Replaces a name that the writer of archives would not write, by one of its length, wherever it stands. */
const renamed = (zip: Buffer, from: string, to: string): Buffer =>
  Buffer.from(zip.toString('latin1').replaceAll(from, to), 'latin1');

function archiveOf(zip: Buffer): { archive: string; folder: string } {
  const archive = path.join(tempFolder(), 'model.zip');
  writeFileSync(archive, zip);
  return { archive, folder: path.join(tempFolder(), 'a', 'b') };
}

async function refusal(zip: Buffer): Promise<ErrorReason | null> {
  const { archive, folder } = archiveOf(zip);
  mkdirSync(folder, { recursive: true });
  const thrown = await rejection(unpackArchive(archive, folder));
  // Nothing beside the folder, whatever the archive wants.
  expect(readdirSync(path.dirname(path.dirname(folder)))).toEqual(['a']);
  expect(readdirSync(path.dirname(folder))).toEqual(['b']);
  return thrown === null ? null : toBeachcombError(thrown).reason;
}

describe('an archive', () => {
  it('is unpacked without the folder around its files and what no pack has', async () => {
    const { archive, folder } = archiveOf(
      await zipOf([
        { name: 'ViT B 32/visual/model.onnx', content: Buffer.alloc(3 << 20, 7) },
        { name: 'ViT B 32/config.json' },
        { name: 'ViT B 32/.gitattributes' },
        { name: 'ViT B 32/read me.txt' },
        { name: '__MACOSX/ViT B 32/._config.json' },
      ]),
    );
    mkdirSync(folder, { recursive: true });
    const steps: { done: number; of: number }[] = [];
    expect(await unpackArchive(archive, folder, { onProgress: (step) => steps.push(step) })).toBe('ViT B 32');
    expect(readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()).toEqual([
      'config.json',
      'visual',
      path.join('visual', 'model.onnx'),
    ]);
    expect(readFileSync(path.join(folder, 'visual', 'model.onnx'))).toEqual(Buffer.alloc(3 << 20, 7));
    const last = steps.at(-1);
    expect(last?.done).toBe(last?.of);
  });

  it('without a folder around its files has no name of its own', async () => {
    const { archive, folder } = archiveOf(await zipOf([{ name: 'a/x.onnx' }, { name: 'pack.json' }]));
    mkdirSync(folder, { recursive: true });
    expect(await unpackArchive(archive, folder)).toBe(null);
    expect(existsSync(path.join(folder, 'a', 'x.onnx'))).toBe(true);
  });

  it.each<[string, () => Promise<Buffer>, object]>([
    [
      'leads out of the folder',
      async () => renamed(await zipOf([{ name: 'aa/bb/out.onnx' }]), 'aa/bb/out', '../../out'),
      { code: 'pack-archive' },
    ],
    [
      'leads out of it after a folder',
      async () => renamed(await zipOf([{ name: 'aa/bb/cc/out.onnx' }]), 'aa/bb/cc/out', 'aa/../../out'),
      { code: 'pack-archive' },
    ],
    [
      'is absolute',
      async () => renamed(await zipOf([{ name: 'a/out.onnx' }]), 'a/out.onnx', '//out.onnx'),
      { code: 'pack-archive' },
    ],
    [
      'is absolute on Windows',
      async () => renamed(await zipOf([{ name: 'aa/out.onnx' }]), 'aa/out', 'C:/out'),
      { code: 'pack-archive' },
    ],
    [
      'has the separators of Windows',
      async () => renamed(await zipOf([{ name: 'aaaout.onnx' }]), 'aaaout', '..\\out'),
      { code: 'pack-archive' },
    ],
    [
      'is a link',
      () => zipOf([{ name: 'model.onnx', content: '/etc/passwd', mode: 0o120777 }]),
      { code: 'pack-file-not-plain', file: 'model.onnx' },
    ],
    [
      'is there twice, in upper and lower case',
      () => zipOf([{ name: 'model.onnx' }, { name: 'MODEL.onnx' }]),
      { code: 'pack-archive', fault: 'twice', file: 'MODEL.onnx' },
    ],
    [
      'is a bomb',
      () => zipOf([{ name: 'model.onnx', content: Buffer.alloc(64 << 20) }]),
      { code: 'pack-archive-bomb' },
    ],
  ])('with a file that %s is refused, and nothing is written', async (_, zip, reason) => {
    expect(await refusal(await zip())).toMatchObject(reason);
  });

  it('whose entries share their bytes is refused', async () => {
    const content = Buffer.alloc(1 << 20, 'not so compressible');
    const zip = await zipOf([{ name: 'model-0.onnx', content, isStored: true }]);
    const start = zip.indexOf('PK\u0001\u0002', 0, 'latin1');
    const end = zip.indexOf('PK\u0005\u0006', 0, 'latin1');
    const record = zip.subarray(start, end);
    const records = Array.from({ length: 9 }, (_, at) => renamed(record, 'model-0', `model-${at}`));
    const tail = Buffer.from(zip.subarray(end));
    tail.writeUInt16LE(records.length, 8);
    tail.writeUInt16LE(records.length, 10);
    tail.writeUInt32LE(records.length * record.length, 12);
    expect(await refusal(Buffer.concat([zip.subarray(0, start), ...records, tail]))).toEqual({
      code: 'pack-archive-bomb',
    });
  });

  it('that is damaged, cut or no archive is refused', async () => {
    const zip = await zipOf([{ name: 'model.onnx', content: Buffer.alloc(1000, 1), isStored: true }]);
    const damaged = Buffer.from(zip);
    damaged[500] = 2;
    expect(await refusal(damaged)).toEqual({ code: 'pack-archive', fault: 'damaged', file: 'model.onnx' });
    for (const bytes of [zip.subarray(0, 600), Buffer.alloc(0), Buffer.from('PK'), Buffer.alloc(9999, 80)])
      expect(await refusal(bytes)).toEqual({ code: 'pack-archive', fault: 'unreadable', file: '' });
  });

  it('that lies about the size of a file is refused', async () => {
    const zip = await zipOf([{ name: 'model.onnx', content: Buffer.alloc(100_000, 'abcdefg') }]);
    const start = zip.indexOf('PK\u0001\u0002', 0, 'latin1');
    const lying = Buffer.from(zip);
    lying.writeUInt32LE(10, start + 24);
    expect(await refusal(lying)).toMatchObject({ code: 'pack-archive' });
  });

  it.skipIf(!CAN_MOUNT)(
    'that does not fit on the disk is refused before it is unpacked (needs mounts)',
    async () => {
      const { archive } = archiveOf(
        await zipOf([{ name: 'model.onnx', content: Buffer.alloc(1 << 20, 'x') }]),
      );
      const disk = path.join(tempFolder(), 'disk');
      mountSmallDisk(disk, 256 << 10);
      expect(toBeachcombError(await rejection(unpackArchive(archive, disk))).kind).toBe('disk-full');
      expect(readdirSync(disk)).toEqual([]);
    },
  );
});
