import { describe, expect, it } from 'vitest';
import { INPUT_BYTES } from '../../../../src/domain/photo.ts';
import { packInputs } from '../../../../src/vision/classify/pack-inputs.ts';
import { toPredictions } from '../../../../src/vision/classify/to-predictions.ts';

describe('a batch of photos', () => {
  it('lies in one block, view after view, in the kind of number that is asked for', () => {
    const inputs = [7, 250].map((value) => new Uint8Array(INPUT_BYTES).fill(value));
    for (const Pixels of [Uint8Array, Int32Array]) {
      const { pixels, shape } = packInputs<Uint8Array | Int32Array>(inputs, Pixels);
      expect(pixels).toBeInstanceOf(Pixels);
      expect(shape).toEqual([2, 320, 320, 3]);
      expect(pixels.length).toBe(shape.reduce((product, side) => product * side));
      expect([pixels[0], pixels[INPUT_BYTES - 1], pixels[INPUT_BYTES], pixels.at(-1)]).toEqual([
        7, 7, 250, 250,
      ]);
    }
  });

  it('has no place for a view of another size', () => {
    expect(() => packInputs([new Uint8Array(INPUT_BYTES), new Uint8Array(5)], Uint8Array)).toThrow('5 bytes');
  });

  it('gives each photo its own numbers: the most probable classes first, the embeddings cut and rounded', () => {
    const probabilities = new Float32Array(2000);
    probabilities.set([0.25, 0.75], 3);
    probabilities.set([0.5, 0.5], 1998);
    const concepts = new Float32Array(238).fill(0.25, 119);
    const signature = new Float32Array(512);
    signature.set([0.5, -0.5, 0.1, Number.NaN]);
    signature.fill(1 / 16, 256);
    const phrase = new Float32Array(384);
    phrase.set([0.5, -0.5, 0.1, Number.NaN]);
    phrase.fill(1 / 16, 192);
    const outputs = { probabilities, concepts, signature, phrase };
    const [first, second] = toPredictions((name) => outputs[name], 2);
    expect([...(first?.classes.slice(0, 3) ?? [])]).toEqual([4, 3, 0]);
    expect([...(first?.probabilities.slice(0, 3) ?? [])]).toEqual([0.75, 0.25, 0]);
    expect([...(second?.classes.slice(0, 3) ?? [])]).toEqual([998, 999, 0]);
    expect([first?.classes.length, first?.concepts.length, first?.embedding.length]).toEqual([64, 119, 256]);
    expect([first?.concepts[118], second?.concepts[0]]).toEqual([0, 0.25]);
    expect([...(first?.embedding.slice(0, 5) ?? [])]).toEqual([127, -127, 30, 0, 0]);
    expect(second?.embedding.every((value) => value === 19)).toBe(true);
    expect([...(first?.phrase?.slice(0, 5) ?? [])]).toEqual([127, -127, 40, 0, 0]);
    expect([first?.phrase?.length, second?.phrase?.every((value) => value === 25)]).toEqual([192, true]);
  });

  it('is refused where the network gave too few numbers, or too many', () => {
    const outputs = (photos: number) => ({
      probabilities: new Float32Array(1000 * photos),
      concepts: new Float32Array(119 * photos),
      signature: new Float32Array(256 * photos),
      phrase: new Float32Array(192 * photos),
    });
    const predictionsOf = (given: ReturnType<typeof outputs>) => toPredictions((name) => given[name], 2);
    expect(predictionsOf(outputs(2))).toHaveLength(2);
    expect(() => predictionsOf(outputs(1))).toThrow('1000 numbers of probabilities');
    expect(() => predictionsOf({ ...outputs(2), signature: new Float32Array(513) })).toThrow('signature');
    expect(() => predictionsOf({ ...outputs(2), phrase: new Float32Array(383) })).toThrow('phrase');
  });
});
