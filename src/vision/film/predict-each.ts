import type { DecodedPhoto } from '../../domain/photo.ts';
import type { Prediction } from '../../domain/prediction.ts';
import type { Engine } from '../classify/engine.ts';
import { mergePredictions } from './merge-predictions.ts';

type Inputs = Pick<DecodedPhoto, 'input' | 'furtherInputs'>;

/** The model inputs of a photo, or of all frames of a film. */
export const inputsOf = ({ input, furtherInputs = [] }: Inputs): Uint8Array[] => [input, ...furtherInputs];

/** One prediction for each photo, and for each film that of its frames together. */
export async function predictEach(engine: Engine, photos: readonly Inputs[]): Promise<Prediction[]> {
  const inputs = photos.flatMap(inputsOf);
  const predictions: Prediction[] = [];
  for (let at = 0; at < inputs.length; at += engine.batch)
    predictions.push(...(await engine.classify(inputs.slice(at, at + engine.batch))));
  if (inputs.length === photos.length) return predictions;
  let from = 0;
  return photos.map((photo) => {
    const to = from + inputsOf(photo).length;
    const own = predictions.slice(from, to);
    from = to;
    return mergePredictions(own);
  });
}
