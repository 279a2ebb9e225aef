import { describe, expect, it } from 'vitest';
import { VIEW_BYTES } from '../../../../src/domain/photo.ts';
import { packViews } from '../../../../src/vision/classify/pack-views.ts';
import { rawAnswers } from '../../../../src/vision/classify/raw-answers.ts';

describe('a batch of photos', () => {
  it('lies in one block, view after view, in the kind of number that is asked for', () => {
    const views = [7, 250].map((value) => new Uint8Array(VIEW_BYTES).fill(value));
    for (const Pixels of [Uint8Array, Int32Array]) {
      const { pixels, shape } = packViews<Uint8Array | Int32Array>(views, Pixels);
      expect(pixels).toBeInstanceOf(Pixels);
      expect(shape).toEqual([2, 320, 320, 3]);
      expect(pixels.length).toBe(shape.reduce((product, side) => product * side));
      expect([pixels[0], pixels[VIEW_BYTES - 1], pixels[VIEW_BYTES], pixels.at(-1)]).toEqual([
        7, 7, 250, 250,
      ]);
    }
  });

  it('has no place for a view of another size', () => {
    expect(() => packViews([new Uint8Array(VIEW_BYTES), new Uint8Array(5)], Uint8Array)).toThrow('5 bytes');
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
    const [first, second] = rawAnswers((name) => outputs[name], 2);
    expect([...(first?.classes.slice(0, 3) ?? [])]).toEqual([4, 3, 0]);
    expect([...(first?.probabilities.slice(0, 3) ?? [])]).toEqual([0.75, 0.25, 0]);
    expect([...(second?.classes.slice(0, 3) ?? [])]).toEqual([998, 999, 0]);
    expect([first?.classes.length, first?.concepts.length, first?.signature.length]).toEqual([64, 119, 256]);
    expect([first?.concepts[118], second?.concepts[0]]).toEqual([0, 0.25]);
    expect([...(first?.signature.slice(0, 5) ?? [])]).toEqual([127, -127, 30, 0, 0]);
    expect(second?.signature.every((value) => value === 19)).toBe(true);
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
    const answersOf = (given: ReturnType<typeof outputs>) => rawAnswers((name) => given[name], 2);
    expect(answersOf(outputs(2))).toHaveLength(2);
    expect(() => answersOf(outputs(1))).toThrow('1000 numbers of probabilities');
    expect(() => answersOf({ ...outputs(2), signature: new Float32Array(513) })).toThrow('signature');
    expect(() => answersOf({ ...outputs(2), phrase: new Float32Array(383) })).toThrow('phrase');
  });
});
