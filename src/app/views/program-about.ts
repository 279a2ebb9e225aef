import { readFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import * as z from 'zod';
import type { Output } from '../../api/contract.ts';
import { BeachcombError } from '../../domain/error.ts';
import { programVersion } from '../program-version.ts';

const networkSchema = z.object({ model: z.string() });

/**
 * Version of this Beachcomb, its network and its runtime.
 * @param models the models folder
 * @throws BeachcombError `not-found` if the installation is incomplete
 */
export async function programAbout(models: string): Promise<Output<'program.about'>> {
  try {
    const labels = await readFile(path.join(models, 'photo', 'labels.json'), 'utf8');
    const { model } = networkSchema.parse(JSON.parse(labels));
    const runtime = `Node ${process.versions.node}, ${process.platform}-${process.arch}`;
    return { version: programVersion(), network: model, runtime };
  } catch (error) {
    throw new BeachcombError('not-found', 'A file of the program is missing or damaged.', { cause: error });
  }
}
