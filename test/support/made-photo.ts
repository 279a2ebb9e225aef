import { createHash } from 'node:crypto';
import { UNKNOWN_APPEARANCE } from '../../src/domain/appearance.ts';
import type { ScoredLabel } from '../../src/domain/label.ts';
import type { Outcome } from '../../src/store/photo-writer.ts';
import { asStored } from '../../src/store/prediction-bytes.ts';
import { madePrediction } from './made-prediction.ts';

/** What became of a file with the content number `n`: a small photo with an answer made from that number. */
export function madePhoto(
  file: number,
  n: number,
  labels: readonly ScoredLabel[] = [{ label: 'dog', score: 0.5 }],
): Extract<Outcome, { kind: 'photo' }> {
  return {
    file,
    kind: 'photo',
    hash: createHash('sha256').update(String(n)).digest(),
    decoded: {
      format: 'jpeg',
      width: 4000,
      height: 3000,
      input: new Uint8Array(),
      thumbnail: new Uint8Array(),
      metadata: { keywords: ['a', 'b'] },
      warning: null,
      colour: n % 32_768,
      appearance: UNKNOWN_APPEARANCE,
      perceptualHash: Uint8Array.of(1, 2, 3, 4, 5, 6, 7, n % 256),
    },
    prediction: asStored(madePrediction(n)),
    labels,
  };
}
