import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import type { ServerResponse } from 'node:http';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { fetchNode } from '../../../scripts/fetch-node.ts';
import type { Target } from '../../../scripts/package/bundled-packages.ts';
import { localHost } from '../../support/local-host.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const VERSION = '24.22.1';
const LINUX: Target = { platform: 'linux', arch: 'x64' };
const WINDOWS: Target = { platform: 'win32', arch: 'x64' };
const FILES = { node: 'a program', LICENSE: 'as you like' };

/** A release in an archive of the system, as nodejs.org has it. */
async function archiveOf(target: Target, files: Readonly<Record<string, string>>): Promise<[string, Buffer]> {
  const isWindows = target.platform === 'win32';
  const around = `node-v${VERSION}-${isWindows ? 'win' : target.platform}-${target.arch}`;
  const work = tempFolder();
  const entries = Object.entries({ ...files, 'README.md': 'read me' }).map(([name, text]) => {
    const inside = name !== 'node' ? name : isWindows ? 'node.exe' : 'bin/node';
    return { at: `${around}/${inside}`, text };
  });
  const archive = path.join(work, `${around}.${isWindows ? 'zip' : 'tar.gz'}`);
  if (isWindows) {
    const zip = new ZipFile();
    for (const { at, text } of entries) zip.addBuffer(Buffer.from(text), at);
    zip.end();
    await pipeline(zip.outputStream, createWriteStream(archive));
  } else {
    for (const { at, text } of entries) {
      mkdirSync(path.dirname(path.join(work, at)), { recursive: true });
      writeFileSync(path.join(work, at), text);
    }
    expect(spawnSync('tar', ['-czf', archive, '-C', work, around]).status).toBe(0);
  }
  return [path.basename(archive), readFileSync(archive)];
}

const shaOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

interface Host {
  readonly address: string;
  /** What was asked for, in order. */
  readonly asked: string[];
}

/** A host on this computer; `reply` gets each request for the archive, with how many there were. */
async function hostOf(
  sums: string,
  reply: (response: ServerResponse, request: number) => void,
): Promise<Host> {
  const asked: string[] = [];
  let requests = 0;
  const address = await localHost((request, response) => {
    asked.push(request.url ?? '');
    if (request.url === `/dist/v${VERSION}/SHASUMS256.txt`) response.end(sums);
    else {
      requests += 1;
      reply(response, requests);
    }
  });
  return { address: `${address}/dist/`, asked };
}

/** Where the result goes, with an older one in it. */
function destination(): string {
  const folder = path.join(tempFolder(), 'Meine Bilder 照片', 'node');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'node'), 'an older program');
  return folder;
}
const fetched = (host: Host, folder: string, target: Target = LINUX): Promise<void> =>
  fetchNode({ version: VERSION, target, host: host.address, folder, pauseMs: 1 });
/** The older one is as it was, and nothing lies beside it. */
function expectOlder(folder: string): void {
  expect(readFileSync(path.join(folder, 'node'), 'utf8')).toBe('an older program');
  expect(readdirSync(path.dirname(folder))).toEqual(['node']);
}

describe('Node from nodejs.org', () => {
  it.each([LINUX, { platform: 'darwin', arch: 'arm64' } as const, WINDOWS])(
    'is program and licence of the archive for $platform-$arch, and nothing else',
    async (target) => {
      const [name, bytes] = await archiveOf(target, FILES);
      const sums = `${'0'.repeat(64)}  another.tar.gz\n${shaOf(bytes)}  ${name}\n`;
      const host = await hostOf(sums, (response) => response.end(bytes));
      const folder = destination();
      await fetched(host, folder, target);
      const program = target.platform === 'win32' ? 'node.exe' : 'node';
      expect(readdirSync(folder).sort()).toEqual(['LICENSE', program].sort());
      expect(readFileSync(path.join(folder, program), 'utf8')).toBe(FILES.node);
      expect(statSync(path.join(folder, program)).mode & 0o111).not.toBe(0);
      expect(host.asked).toEqual([`/dist/v${VERSION}/SHASUMS256.txt`, `/dist/v${VERSION}/${name}`]);
      expect(readdirSync(path.dirname(folder))).toEqual(['node']);
    },
  );

  it('is not a file with another hash than the published one', async () => {
    const [name, bytes] = await archiveOf(LINUX, FILES);
    const other = shaOf(Buffer.from('other'));
    const host = await hostOf(`${other}  ${name}\n`, (response) => response.end(bytes));
    const folder = destination();
    await expect(fetched(host, folder)).rejects.toThrow(
      `the hash ${shaOf(bytes)}, and the published one is ${other}`,
    );
    expectOlder(folder);
  });

  it('is not a file that has no line in the list', async () => {
    const [name, bytes] = await archiveOf(LINUX, FILES);
    const host = await hostOf(`${shaOf(bytes)}  x${name}\n${shaOf(bytes)} ${name}.asc\n`, (response) =>
      response.end(bytes),
    );
    const folder = destination();
    await expect(fetched(host, folder)).rejects.toThrow(`has no line for ${name}`);
    expect(host.asked).toHaveLength(1);
    expectOlder(folder);
  });

  /** Sends half of the file, and breaks the connection. */
  const sendHalf = (response: ServerResponse, bytes: Uint8Array): void => {
    response.writeHead(200, { 'content-length': bytes.length });
    response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy());
  };

  it('is fetched again after half a file, and is not a file that never ends', async () => {
    const [name, bytes] = await archiveOf(LINUX, FILES);
    const sums = `${shaOf(bytes)}  ${name}\n`;
    const folder = destination();
    const never = await hostOf(sums, (response) => sendHalf(response, bytes));
    await expect(fetched(never, folder)).rejects.toThrow(`${name} could not be fetched`);
    expect(never.asked).toHaveLength(4);
    expectOlder(folder);
    const once = await hostOf(sums, (response, request) =>
      request === 1 ? sendHalf(response, bytes) : response.end(bytes),
    );
    await fetched(once, folder);
    expect(readFileSync(path.join(folder, 'node'), 'utf8')).toBe(FILES.node);
  });

  it.each([LINUX, WINDOWS])('is not an archive for $platform without the program', async (target) => {
    const [name, bytes] = await archiveOf(target, { LICENSE: FILES.LICENSE });
    const host = await hostOf(`${shaOf(bytes)}  ${name}\n`, (response) => response.end(bytes));
    const folder = destination();
    await expect(fetched(host, folder, target)).rejects.toThrow(/could not be unpacked|has no node\.exe/);
    expectOlder(folder);
  });

  it('is not had from a host without it', async () => {
    const host = await hostOf(`${'0'.repeat(64)}  node-v${VERSION}-linux-x64.tar.gz\n`, (response) =>
      response.writeHead(404).end(),
    );
    const folder = destination();
    await expect(fetched(host, folder)).rejects.toThrow(/could not be fetched/);
    expectOlder(folder);
    expect(existsSync(`${folder}.part`)).toBe(false);
  });
});
