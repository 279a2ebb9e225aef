import { beforeAll, describe, expect, it } from 'vitest';
import { withPromptEnsemble } from '../../../../src/search/text-embedding/prompt-ensemble.ts';
import { openTextNetwork, type TextNetwork } from '../../../../src/search/text-embedding/text-network.ts';
import { MODELS } from '../../../support/paths.ts';

let embed: TextNetwork;
let ensemble: TextNetwork;

beforeAll(async () => {
  embed = await openTextNetwork(MODELS);
  ensemble = withPromptEnsemble(embed);
});

describe('the prompt ensemble', () => {
  it.each(['bonsai', 'Gramophone', 'Fußgänger', "o'clock", 'tri-coloured'])(
    'embeds the word %s as the mean of itself and a caption of it',
    async (word) => {
      const [alone, caption] = [await embed(word), await embed(`a photo of ${word}`)];
      const mean = await ensemble(word);
      expect(mean).toHaveLength(alone.length);
      for (const [at, value] of mean.entries())
        expect(value).toBeCloseTo(((alone[at] ?? Number.NaN) + (caption[at] ?? Number.NaN)) / 2, 5);
    },
  );

  it.each(['a bonsai', 'brown dog', 'a dog runs through the water', '盆栽', '一只狗在海滩上', '2019', ''])(
    'embeds the phrase "%s" as it is',
    async (phrase) => {
      expect(await ensemble(phrase)).toEqual(await embed(phrase));
    },
  );
});
