import { copyFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createClient } from '../../../../src/api/client.ts';
import type { Output } from '../../../../src/api/contract.ts';
import { dispatch } from '../../../../src/api/dispatch.ts';
import type { Library } from '../../../../src/app/library.ts';
import { openLibrary } from '../../../../src/app/open-library.ts';
import type { FilmOutcome } from '../../../../src/domain/key-frames.ts';
import { UserDataWriter } from '../../../../src/store/user-data-writer.ts';
import { MODELS, ROOT } from '../../../support/paths.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const FILMS = path.join(ROOT, 'test', 'fixtures', 'films');
const WITHIN = { timeout: 60_000, interval: 100 };

/** A library over some of the films, with a real indexer. */
async function libraryOf(...names: string[]) {
  const home = tempFolder();
  const folder = path.join(home, 'films');
  mkdirSync(folder);
  for (const name of names) copyFileSync(path.join(FILMS, name), path.join(folder, name));
  const file = path.join(home, 'library.sqlite');
  const userData = new UserDataWriter(file);
  userData.addFolder(Buffer.from(folder), 0);
  userData.close();
  const open = (): Promise<Library> =>
    openLibrary({ path: file, models: MODELS, samples: null, indexing: true, log: () => {} });
  const library = await open();
  onTestFinished(() => library.close());
  return { library, client: createClient((request) => dispatch(library.handlers, 'browser', request)) };
}
type Client = Awaited<ReturnType<typeof libraryOf>>['client'];
type Next = NonNullable<Output<'films.next'>['film']>;

/** Asks as a page does until there is a film. */
const nextFilm = (client: Client): Promise<Next> =>
  vi.waitFor(async () => {
    const { film } = await client('films.next', { decoder: 'browser' });
    if (film === null) throw new Error('There is no film yet.');
    return film;
  }, WITHIN);

/** The photo of which a film was made, as a decoder returns its frames. */
async function framesOf({ keyFrames: { width, height, frames } }: Next): Promise<FilmOutcome> {
  const jpeg = await sharp(path.join(MODELS, 'samples', 'autumn.jpg'))
    .resize(width, height)
    .jpeg()
    .toBuffer();
  return { result: 'frames', frames: frames.map(() => jpeg.toString('base64')) };
}

const filmsOf = async (client: Client) => (await client('status.get', {})).films;
const settled = (client: Client, films: Output<'status.get'>['films']) =>
  vi.waitFor(async () => {
    const { phase } = await client('status.get', {});
    expect(await filmsOf(client)).toEqual(films);
    expect(phase).toBe('idle');
  }, WITHIN);

describe('films whose frames a page decodes', () => {
  it('are found by what is in them, with a poster', async () => {
    const { library, client } = await libraryOf('vp9.webm');
    await settled(client, { waiting: 1, unreadable: 0 });
    const film = await nextFilm(client);
    expect(film.keyFrames.codec).toMatch(/^vp09/);
    await client('films.decoded', { film: film.film, outcome: await framesOf(film) });
    await settled(client, { waiting: 0, unreadable: 0 });
    const { hits } = await client('search.run', { text: 'type:video' });
    const [hit] = hits;
    const details = await client('photo.get', { photo: hit?.photo ?? 0, text: '' });
    expect(details).toMatchObject({ framesSeen: 5, framesUnreadable: false });
    expect(details.labels.length).toBeGreaterThan(0);
    expect(hit?.colour).not.toBeNull();
    expect(library.thumbnail(hit?.photo ?? 0)?.bytes.length).toBeGreaterThan(500);
    expect(await client('films.next', { decoder: 'browser' })).toEqual({ waiting: 0, film: null });
  });

  it('of a page that lies wait, or are given up, and nothing of it is saved', async () => {
    const { client } = await libraryOf('vp9.webm');
    const film = await nextFilm(client);
    const { frames = [] } = { ...(await framesOf(film)) } as { frames?: readonly string[] };
    const send = (id: number, outcome: unknown) =>
      client('films.decoded', { film: id, outcome: outcome as FilmOutcome });
    const refused = { kind: 'bad-request' };
    // Another film, too many frames, too long ones, and what is no base64.
    await expect(send(film.film + 1, { result: 'frames', frames })).rejects.toMatchObject({
      kind: 'not-found',
    });
    const many = { result: 'frames', frames: Array(10_000).fill(frames[0]) };
    await expect(send(film.film, many)).rejects.toMatchObject(refused);
    await expect(send(film.film, { result: 'frames', frames: [] })).rejects.toMatchObject(refused);
    const long = { result: 'frames', frames: ['A'.repeat(5_000_000)] };
    await expect(send(film.film, long)).rejects.toMatchObject(refused);
    await expect(send(film.film, { result: 'frames', frames: ['<script>'] })).rejects.toMatchObject(refused);
    await expect(send(film.film, { result: 'seen' })).rejects.toMatchObject(refused);
    // Frames of another size, and bytes that are no picture.
    const other = await sharp(Buffer.from(frames[0] ?? '', 'base64'))
      .resize(640, 480)
      .jpeg()
      .toBuffer();
    await send(film.film, { result: 'frames', frames: [other.toString('base64')] });
    const again = await vi.waitFor(async () => {
      await client('index.rescan', {});
      return nextFilm(client);
    }, WITHIN);
    await send(again.film, { result: 'frames', frames: ['AAAAAAAA'] });
    await settled(client, { waiting: 0, unreadable: 1 });
    const { hits } = await client('search.run', { text: 'type:video' });
    expect(hits[0]?.colour).toBeNull();
    expect(await client('photo.get', { photo: hits[0]?.photo ?? 0, text: '' })).toMatchObject({
      framesSeen: 0,
      framesUnreadable: true,
      labels: [],
    });
  });

  it('that no decoder of the computer reads are a state, and the others are seen', async () => {
    const { client } = await libraryOf('vp9.webm', 'av1.mkv');
    for (let count = 0; count < 2; count += 1) {
      const film = await nextFilm(client);
      const isVp9 = film.keyFrames.codec.startsWith('vp09');
      const outcome = isVp9 ? await framesOf(film) : ({ result: 'unsupported' } as const);
      await client('films.decoded', { film: film.film, outcome });
    }
    await settled(client, { waiting: 0, unreadable: 1 });
    await client('index.rescan', {});
    await settled(client, { waiting: 0, unreadable: 1 });
    expect(await client('films.next', { decoder: 'browser' })).toEqual({ waiting: 0, film: null });
  });

  it('wait while this is turned off in the settings', async () => {
    const { client } = await libraryOf('vp9.webm');
    await settled(client, { waiting: 1, unreadable: 0 });
    await client('indexing.set', { ...(await client('indexing.get', {})), filmFrames: false });
    await settled(client, { waiting: 1, unreadable: 0 });
    expect(await client('films.next', { decoder: 'browser' })).toEqual({ waiting: 0, film: null });
    await client('indexing.set', { ...(await client('indexing.get', {})), filmFrames: true });
    const film = await nextFilm(client);
    await client('films.decoded', { film: film.film, outcome: await framesOf(film) });
    await settled(client, { waiting: 0, unreadable: 0 });
  });
});
