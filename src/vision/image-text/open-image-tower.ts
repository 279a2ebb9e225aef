import { BeachcombError } from '../../domain/error.ts';
import { Tensor } from '../../platform/onnx/onnxruntime.ts';
import {
  embeddingOutput,
  openPackNetwork,
  unitLength,
  unusableNetwork,
} from '../../platform/packs/open-pack-network.ts';
import type { Pack } from '../../platform/packs/read-pack.ts';
import type { UprightPicture } from '../decode/decode-upright.ts';
import { preparePicture } from './prepare-picture.ts';

/** The image network of an image-text pack. */
export interface ImageTower {
  /** Embedding of a picture, of unit length: its dot product with that of a text is their cosine. */
  embed(picture: UprightPicture): Promise<Float32Array>;
  close(): Promise<void>;
}

/**
 * Loads the image network of a pack.
 * @throws BeachcombError `bad-request` with a reason if it is not usable
 */
export async function openImageTower(pack: Pack, threads = 1): Promise<ImageTower> {
  const image = pack.manifest.towers?.image;
  if (image?.kind !== 'network')
    throw new BeachcombError('bad-request', `${pack.manifest.id} has no image network.`, {
      reason: { code: 'pack-layout', detail: 'The pack has no image network of its own.' },
    });
  const { file, preparation } = image;
  const session = await openPackNetwork(pack, file, threads);
  const [input, ...others] = session.inputMetadata;
  const shape = input?.isTensor === true && input.type === 'float32' ? input.shape : [];
  const wanted = [1, 3, preparation.height, preparation.width];
  // A free dimension has a name; of others only the batch may be stated otherwise.
  const fits =
    shape.length === 4 && shape.every((size, at) => typeof size === 'string' || size === wanted[at]);
  if (input === undefined || others.length > 0 || !fits)
    throw unusableNetwork(file, `it takes no picture as float32 [N, ${wanted.slice(1).join(', ')}].`);
  const output = embeddingOutput(session, file);
  return {
    async embed(picture) {
      const tensor = new Tensor('float32', preparePicture(picture, preparation), wanted);
      const { data } = (await session.run({ [input.name]: tensor }, [output]))[output] ?? {};
      if (!(data instanceof Float32Array)) throw unusableNetwork(file, 'it returned no embedding.');
      return unitLength(data, file);
    },
    close: () => session.release(),
  };
}
