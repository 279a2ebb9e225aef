import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../support/paths.ts';
import { tempFolder } from '../../support/temp-folder.ts';

/** A checkout in which nothing is installed: an option that is answered needs nothing of it. */
function bareCheckout(): string {
  const folder = path.join(tempFolder(), 'Meine Bilder 照片');
  mkdirSync(folder);
  cpSync(path.join(ROOT, 'scripts'), path.join(folder, 'scripts'), { recursive: true });
  cpSync(path.join(ROOT, 'package.json'), path.join(folder, 'package.json'));
  return folder;
}

function start(args: readonly string[]) {
  const folder = bareCheckout();
  const script = path.join(folder, 'scripts', 'start.mjs');
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' });
  expect(existsSync(path.join(folder, 'node_modules'))).toBe(false);
  return { status, stdout, stderr };
}

describe('npm start', () => {
  it.each(['--help', '-h'])('explains itself with %s, and installs nothing', (option) => {
    const { status, stdout, stderr } = start([option]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('npm start -- [--help] [--version] [FOLDER…]');
  });

  it.each(['--version', '-V'])('prints the version with %s, and installs nothing', (option) => {
    const { version } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
      version: string;
    };
    expect(start([option])).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' });
  });

  it('rejects an unknown option before it installs anything', () => {
    const { status, stderr } = start(['--fast']);
    expect(status).toBe(1);
    expect(stderr).toContain('npm start has no option --fast.');
  });

  it('takes what comes after a second -- for a folder', () => {
    const { status, stderr } = start(['--', '--help']);
    expect(status).toBe(1);
    expect(stderr).toContain('--help is not a folder that can be opened.');
  });
});
