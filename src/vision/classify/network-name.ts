import * as z from 'zod';
import { readModelFile } from '../../platform/files/read-model-file.ts';

const labelsSchema = z.object({ model: z.string() });
const EIGHT_BITS = '-int8';

/**
 * The name of the photo network: "beachcomb-photo-2".
 * @param models the folder with photo/
 * @throws ModelFileError if labels.json is damaged; Error if it is missing
 */
export async function networkName(models: string): Promise<string> {
  return labelsSchema.parse(JSON.parse((await readModelFile(models, 'photo/labels.json')).toString())).model;
}

/** The generation of a model: its name without the suffix of the 8-bit form. */
export const generationOf = (model: string): string =>
  model.endsWith(EIGHT_BITS) ? model.slice(0, -EIGHT_BITS.length) : model;
