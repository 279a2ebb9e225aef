import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { readPhoto } from '../../src/platform/files/read-photo.ts';
import { openOnnxEngine } from '../../src/vision/classify/onnx-engine.ts';
import { closeDecoders, decodeOrRead } from '../../src/vision/decode/decode.ts';
import { DEFAULT_LIMITS } from '../../src/vision/decode/decode-limits.ts';
import { predictEach } from '../../src/vision/film/predict-each.ts';
import { MODELS } from '../support/paths.ts';

/**
 * The work on a film in a bare loop, one film after the other: its sample, its facts, its frames, the network.
 * @returns milliseconds of processor time a film
 */
export async function bareFilms(folder: string): Promise<number> {
  const engine = await openOnnxEngine(MODELS, 1);
  const names = readdirSync(folder);
  const see = async (name: string): Promise<void> => {
    const place = { folder: Buffer.from(folder), path: Buffer.from(name) };
    const bytes = await readPhoto(place.folder, place.path, DEFAULT_LIMITS.maxBytes);
    if (!Buffer.isBuffer(bytes)) throw new Error('One of the films cannot be read.');
    createHash('sha256').update(bytes).digest();
    const film = await decodeOrRead({ bytes, name, mtime: 0, place });
    if (!('input' in film)) throw new Error('One of the films has no frames.');
    await predictEach(engine, [film]);
  };
  // Once before it counts: code is compiled, threads start.
  for (const name of names.slice(0, 1)) await see(name);
  const before = process.cpuUsage();
  for (const name of names) await see(name);
  const { user, system } = process.cpuUsage(before);
  await engine.close();
  await closeDecoders();
  return (user + system) / 1000 / names.length;
}
