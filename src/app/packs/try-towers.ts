import { BeachcombError } from '../../domain/error.ts';
import type { Pack } from '../../platform/packs/read-pack.ts';
import { openTextTower } from '../../search/text-embedding/open-text-tower.ts';
import { openImageTower } from '../../vision/image-text/open-image-tower.ts';

/** What a trial of the two networks of an image-text pack gave. */
export interface TriedTowers {
  /** Numbers of an embedding. */
  readonly size: number;
  /** On one thread, after a first run. */
  readonly photoMs: number;
  readonly phraseMs: number;
}

const [WIDTH, HEIGHT] = [640, 480];
const PHRASES = ['a dog on the beach', 'des chiens à la plage'];
const ROUNDS = 3;

/**
 * Loads both networks of a pack and runs them with a made picture and two phrases.
 * @returns null where the pack has no image network of its own
 * @throws BeachcombError `bad-request` with a reason if they cannot be used, alone or together
 */
export async function tryTowers(pack: Pack): Promise<TriedTowers | null> {
  if (pack.manifest.towers?.image.kind !== 'network') return null;
  const image = await openImageTower(pack);
  try {
    const text = await openTextTower(pack);
    try {
      const rgb = Uint8Array.from({ length: WIDTH * HEIGHT * 3 }, (_, at) => (at * 7 + (at >> 9)) % 256);
      const [photo, photoMs] = await timed(() => image.embed({ rgb, width: WIDTH, height: HEIGHT }));
      let phraseMs = 0;
      for (const phrase of PHRASES) {
        const [embedding, ms] = await timed(() => text.embed(phrase));
        if (embedding.length !== photo.length) throw differentSizes(photo.length, embedding.length);
        phraseMs += ms / PHRASES.length;
      }
      return { size: photo.length, photoMs, phraseMs };
    } finally {
      await text.close();
    }
  } finally {
    await image.close();
  }
}

function differentSizes(photo: number, text: number): BeachcombError {
  const detail = `A photo has ${photo} numbers, a text ${text}.`;
  return new BeachcombError('bad-request', detail, { reason: { code: 'pack-layout', detail } });
}

/** The embedding, and the shortest time of some runs. */
async function timed(embed: () => Promise<Float32Array>): Promise<readonly [Float32Array, number]> {
  let embedding = await embed();
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    embedding = await embed();
    least = Math.min(least, performance.now() - start);
  }
  return [embedding, least];
}
