import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { joinPath } from '../../../../src/domain/path-bytes.ts';
import { type FileIdentity, identityAt } from '../../../../src/platform/trash/file-identity.ts';
import {
  giveUpPlace,
  moveToTrash,
  reserveInTrash,
  type TrashPlace,
  trashFailure,
} from '../../../../src/platform/trash/move-to-trash.ts';
import { restoreFromTrash } from '../../../../src/platform/trash/restore-from-trash.ts';
import { CAN_MOUNT, mountFolder, mountSmallDisk } from '../../../support/mounts.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { withoutPrivileges } from '../../../support/without-privileges.ts';

const AT = new Date(2024, 5, 1, 12, 0, 0);
const UID = process.getuid?.() ?? 0;

const hashOf = (file: string | Buffer): string =>
  createHash('sha256').update(readFileSync(file)).digest('hex');
const identity = async (file: Buffer): Promise<FileIdentity> => {
  const found = await identityAt(file);
  if (found === null) throw new Error('The file is not there.');
  return found;
};
const trash = async (file: Buffer): Promise<TrashPlace> => {
  const expected = await identity(file);
  const place = await reserveInTrash(file, expected, AT);
  await moveToTrash(file, place, expected);
  return place;
};
const reasonOf = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'no error',
    (error: unknown) => trashFailure(error).code,
  );
/** The hashes of the files of a directory, whatever their names. */
const hashesIn = (directory: string): string[] =>
  readdirSync(directory, { encoding: 'buffer' }).map((name) =>
    hashOf(joinPath(Buffer.from(directory), name)),
  );

describe.skipIf(process.platform !== 'linux')('a file that is moved to the trash (needs Linux)', () => {
  let folder = '';
  let home = '';

  beforeEach(() => {
    folder = tempFolder();
    home = tempFolder();
    vi.stubEnv('XDG_DATA_HOME', home);
    onTestFinished(() => void vi.unstubAllEnvs());
  });
  const photo = (name: string | Buffer, content = `bytes of ${String(name)}`): Buffer => {
    const file = joinPath(Buffer.from(folder), Buffer.from(name));
    writeFileSync(file, content);
    return file;
  };
  const files = () => path.join(home, 'Trash', 'files');
  const info = (name: string) => readFileSync(path.join(home, 'Trash', 'info', `${name}.trashinfo`), 'utf8');

  it('is the same file in the trash of the home directory, byte for byte and inode for inode', async () => {
    const file = photo('beach.jpg');
    const [before, hash] = [await identity(file), hashOf(file)];
    const place = await trash(file);
    expect(existsSync(file)).toBe(false);
    expect(place.file.toString()).toBe(path.join(files(), 'beach.jpg'));
    // Only a rename keeps the inode: neither a copy that was deleted nor an unlinked file would have it.
    expect(await identity(place.file)).toEqual(before);
    expect(hashOf(place.file)).toBe(hash);
    expect(info('beach.jpg')).toBe(
      `[Trash Info]\nPath=${file.toString()}\nDeletionDate=2024-06-01T12:00:00\n`,
    );
    expect(lstatSync(path.join(home, 'Trash')).mode & 0o777).toBe(0o700);
  });

  it.each([
    ['with a line end', Buffer.from('a\nPath=b.jpg')],
    ['with a percent sign', Buffer.from('100%41.jpg')],
    ['in Chinese', Buffer.from('照片.jpg')],
    ['that is not UTF-8', Buffer.from([0xff, 0xfe, 0x2e, 0x6a])],
    ['of 255 bytes', Buffer.from(`${'x'.repeat(251)}.jpg`)],
    ['of 255 bytes in Chinese', Buffer.from('照'.repeat(85))],
  ])('comes back under its name %s', async (_, name) => {
    const file = photo(name);
    const hash = hashOf(file);
    const found = await identity(file);
    const place = await trash(file);
    expect(hashesIn(files())).toEqual([hash]);
    await restoreFromTrash(place, file, {
      size: Number(found.size),
      mtime: Number(found.mtimeNs / 1000n),
    });
    expect(hashOf(file)).toBe(hash);
    expect(readdirSync(path.join(home, 'Trash', 'info'))).toEqual([]);
    expect(readdirSync(files())).toEqual([]);
  });

  it('never replaces another one of its name, with or without a .trashinfo', async () => {
    await trash(photo('same.jpg', 'first'));
    rmSync(path.join(home, 'Trash', 'info', 'same.jpg.trashinfo'));
    await trash(photo('same.jpg', 'second'));
    await trash(photo('same.jpg', 'third'));
    expect(
      readdirSync(files())
        .map((name) => readFileSync(path.join(files(), name), 'utf8'))
        .sort(),
    ).toEqual(['first', 'second', 'third']);
    expect(readdirSync(path.join(home, 'Trash', 'info')).length).toBe(2);
  });

  it('stays where it is if it was changed, replaced or deleted after it was seen', async () => {
    const file = photo('one.jpg', 'old');
    const expected = await identity(file);
    writeFileSync(file, 'other');
    expect(await reasonOf(reserveInTrash(file, expected, AT))).toBe('file-changed');

    const now = await identity(file);
    const place = await reserveInTrash(file, now, AT);
    renameSync(photo('another.jpg', 'thing'), file);
    utimesSync(file, new Date(), new Date(Number(now.mtimeNs / 1_000_000n)));
    expect(await reasonOf(moveToTrash(file, place, now))).toBe('file-changed');
    expect(readFileSync(file, 'utf8')).toBe('thing');

    const last = await identity(file);
    const third = await reserveInTrash(file, last, AT);
    rmSync(file);
    expect(await reasonOf(moveToTrash(file, third, last))).toBe('missing');
    expect(readdirSync(path.join(home, 'Trash', 'info'))).toEqual([]);
  });

  it('is the link itself, never what it leads to', async () => {
    const target = photo('target.jpg', 'target');
    const link = path.join(folder, 'link.jpg');
    symlinkSync(target, link);
    await trash(Buffer.from(link));
    expect(readFileSync(target, 'utf8')).toBe('target');
    expect(lstatSync(path.join(files(), 'link.jpg')).isSymbolicLink()).toBe(true);
  });

  it('comes back neither over another file nor instead of what was put into the trash since', async () => {
    const file = photo('beach.jpg', 'mine');
    const found = await identity(file);
    const expected = { size: Number(found.size), mtime: Number(found.mtimeNs / 1000n) };
    const place = await trash(file);
    photo('beach.jpg', 'taken');
    expect(await reasonOf(restoreFromTrash(place, file, expected))).toBe('place-taken');
    expect(readFileSync(file, 'utf8')).toBe('taken');
    expect(readFileSync(place.file, 'utf8')).toBe('mine');
    rmSync(file);
    writeFileSync(place.file, 'somebody else’s');
    expect(await reasonOf(restoreFromTrash(place, file, expected))).toBe('not-in-trash');
    rmSync(place.file);
    expect(await reasonOf(restoreFromTrash(place, file, expected))).toBe('not-in-trash');
  });

  it('comes back into a directory that was deleted meanwhile', async () => {
    mkdirSync(path.join(folder, 'trip'));
    const file = photo('trip/beach.jpg');
    const found = await identity(file);
    const place = await trash(file);
    rmSync(path.join(folder, 'trip'), { recursive: true });
    await restoreFromTrash(place, file, { size: Number(found.size), mtime: Number(found.mtimeNs / 1000n) });
    expect(existsSync(file)).toBe(true);
  });

  it('keeps its place in the trash reserved only as long as it is not given up', async () => {
    const file = photo('a.jpg');
    const place = await reserveInTrash(file, await identity(file), AT);
    await giveUpPlace(place);
    expect(existsSync(place.info)).toBe(false);
    const moved = await trash(file);
    await giveUpPlace(moved);
    expect(existsSync(moved.info)).toBe(true);
  });

  it('stays in a directory that may not be changed', async () => {
    const owned = path.join(folder, 'locked');
    mkdirSync(owned);
    const file = photo('locked/a.jpg');
    for (const one of [home, folder, owned]) chmodSync(one, 0o777);
    chmodSync(owned, 0o555);
    await withoutPrivileges(async () => {
      const expected = await identity(file);
      const place = await reserveInTrash(file, expected, AT);
      expect(await reasonOf(moveToTrash(file, place, expected))).toBe('no-permission');
      expect(existsSync(place.info)).toBe(false);
    });
    chmodSync(owned, 0o755);
    expect(readFileSync(file, 'utf8')).toBe('bytes of locked/a.jpg');
  });

  describe.skipIf(!CAN_MOUNT)('from another drive (needs to mount)', () => {
    let drive = '';
    beforeEach(() => {
      drive = path.join(tempFolder(), 'drive');
      mountSmallDisk(drive, 1_000_000);
      folder = path.join(drive, 'pictures');
      mkdirSync(folder);
    });
    const own = () => path.join(drive, `.Trash-${UID}`);

    it('goes to the trash of that drive, with a path relative to its top', async () => {
      const file = photo('beach 照.jpg');
      const before = await identity(file);
      const place = await trash(file);
      expect(place.file.toString()).toBe(path.join(own(), 'files', 'beach 照.jpg'));
      expect(await identity(place.file)).toEqual(before);
      const text = readFileSync(place.info, 'utf8');
      expect(text).toContain('Path=pictures/beach%20%E7%85%A7.jpg\n');
      expect(existsSync(path.join(home, 'Trash'))).toBe(false);
      expect(lstatSync(own()).mode & 0o777).toBe(0o700);
    });

    it('goes to the shared trash if an administrator made one with the sticky bit', async () => {
      const shared = path.join(drive, '.Trash');
      mkdirSync(shared);
      chmodSync(shared, 0o1777);
      const place = await trash(photo('a.jpg'));
      expect(place.file.toString()).toBe(path.join(shared, String(UID), 'files', 'a.jpg'));
    });

    it('does not go to a shared trash that is a link or has no sticky bit', async () => {
      const elsewhere = path.join(drive, 'elsewhere');
      mkdirSync(elsewhere);
      chmodSync(elsewhere, 0o1777);
      symlinkSync(elsewhere, path.join(drive, '.Trash'));
      expect((await trash(photo('a.jpg'))).file.toString()).toBe(path.join(own(), 'files', 'a.jpg'));
      rmSync(path.join(drive, '.Trash'));
      mkdirSync(path.join(drive, '.Trash'));
      chmodSync(path.join(drive, '.Trash'), 0o777);
      expect((await trash(photo('b.jpg'))).file.toString()).toBe(path.join(own(), 'files', 'b.jpg'));
      expect(readdirSync(elsewhere)).toEqual([]);
    });

    it('stays if the trash of the drive is a link, so that nobody can lead it elsewhere', async () => {
      const elsewhere = path.join(drive, 'elsewhere');
      mkdirSync(elsewhere);
      symlinkSync(elsewhere, own());
      const file = photo('a.jpg');
      expect(await reasonOf(reserveInTrash(file, await identity(file), AT))).toBe('no-trash');
      rmSync(own());
      mkdirSync(own());
      symlinkSync(elsewhere, path.join(own(), 'files'));
      expect(await reasonOf(reserveInTrash(file, await identity(file), AT))).toBe('no-trash');
      expect([existsSync(file), readdirSync(elsewhere)]).toEqual([true, []]);
    });

    it('stays on a drive that is read-only', async () => {
      photo('a.jpg');
      const readOnly = path.join(tempFolder(), 'read-only');
      mountFolder(drive, readOnly, 'read');
      const file = Buffer.from(path.join(readOnly, 'pictures', 'a.jpg'));
      expect(await reasonOf(reserveInTrash(file, await identity(file), AT))).toBe('no-trash');
      expect(existsSync(file)).toBe(true);
    });

    it('stays where a bind mount makes two file systems look like one', async () => {
      const real = path.join(home, 'real');
      mkdirSync(real);
      writeFileSync(path.join(real, 'a.jpg'), 'bound');
      const bound = path.join(tempFolder(), 'bound');
      mountFolder(real, bound);
      const file = Buffer.from(path.join(bound, 'a.jpg'));
      const expected = await identity(file);
      const place = await reserveInTrash(file, expected, AT);
      expect(await reasonOf(moveToTrash(file, place, expected))).toBe('no-trash');
      expect(readFileSync(file, 'utf8')).toBe('bound');
      expect(existsSync(place.info)).toBe(false);
    });
  });
});
