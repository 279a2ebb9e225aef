import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import { expect, it, onTestFinished } from 'vitest';
import { CLI_MAIN } from '../../../support/cli-main.ts';
import { indexFolder } from '../../../support/index-folder.ts';
import { openAtRest } from '../../../support/open-at-rest.ts';
import { MODELS } from '../../../support/paths.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const SAMPLES = path.join(MODELS, 'samples');
const photosIn = (folder: string): string[] => readdirSync(folder).filter((name) => name.endsWith('.jpg'));

function start(...args: string[]): ChildProcess {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', CLI_MAIN, ...args]);
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

async function output({ stdout, stderr }: ChildProcess): Promise<{ out: string; err: string }> {
  if (stdout === null || stderr === null) throw new Error('The child has no pipes.');
  const [out, err] = await Promise.all([text(stdout), text(stderr)]);
  return { out, err };
}

async function indexed(names: readonly string[]): Promise<{ folder: string; library: string }> {
  const root = tempFolder();
  const folder = path.join(root, 'photos 照片');
  mkdirSync(folder);
  for (const name of names) copyFileSync(path.join(SAMPLES, name), path.join(folder, name));
  const library = path.join(root, 'library.sqlite');
  await indexFolder(library, folder);
  return { folder, library };
}

it('watch prints what a search finds once it is indexed, and nothing that was there before', async () => {
  const [first = '', ...others] = photosIn(SAMPLES);
  const { folder, library } = await indexed([first]);
  const child = start('watch', '--library', library, '--limit', String(others.length), 'format:jpeg');
  const ended = output(child);
  const exit = once(child, 'exit');
  // It says so when it has looked for the first time.
  await once(child.stderr ?? child, 'data');
  for (const name of others) copyFileSync(path.join(SAMPLES, name), path.join(folder, name));
  await indexFolder(library, folder);
  expect(await exit).toEqual([0, null]);
  const printed = (await ended).out.trim().split('\n');
  expect(printed.sort()).toEqual(others.map((name) => path.join(folder, name)).sort());
});

it('watch ends quietly when it is stopped', async () => {
  const { library } = await indexed(photosIn(SAMPLES).slice(0, 1));
  const child = start('watch', '--library', library, 'dog');
  const ended = output(child);
  await once(child.stderr ?? child, 'data');
  const exit = once(child, 'exit');
  child.kill('SIGINT');
  expect(await exit).toEqual([0, null]);
  expect((await ended).out).toBe('');
});

it('similar lists the photos most like one, that one first, as the window does', async () => {
  const names = photosIn(SAMPLES);
  const { folder, library } = await indexed(names);
  const file = path.join(folder, names[0] ?? '');
  const { out } = await output(start('similar', '--library', library, file));
  const opened = await openAtRest(library);
  onTestFinished(() => opened.close());
  const photo = opened.photosAt([Buffer.from(file)])[0]?.photo;
  const result = await opened.search(`similar:${photo}`, { sort: 'relevance', all: false });
  const expected = result.hits(0, result.length).flatMap((hit) => opened.paths(hit.photo).map(String));
  expect(out.trim().split('\n')).toEqual(expected);
  expect(expected[0]).toBe(file);

  const { out: none, err } = await output(start('similar', '--library', library, '/nowhere.jpg'));
  expect(none).toBe('');
  expect(err).toContain('/nowhere.jpg');
});
