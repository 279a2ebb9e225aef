import { createReadStream } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import path from 'node:path';
import type * as z from 'zod';
import { BeachcombError } from '../../domain/error.ts';
import { isPackPath, PACK_FORMAT, type PackFile, type PackManifest, type Towers } from '../../domain/pack.ts';
import { sha256Of } from '../files/sha256-of.ts';
import { readPlainFile } from './read-plain-file.ts';

const MOST_JSON = 128 << 20;
const LICENCE_NAME = /^(?:licen[cs]e|copying|notice)(?:[._-].*)?$/i;
/** Weights that ONNX keeps beside a network of more than 2 GB. */
const EXTERNAL_WEIGHTS = /[._]data(?:_\d+)?$/;

/** What the configuration of a model does not have, or has in a way that is not supported. */
export const unsupportedLayout = (detail: string): BeachcombError =>
  new BeachcombError('bad-request', detail, { reason: { code: 'pack-layout', detail } });

/** The files of a folder with a model, in a layout that other programs defined. */
export class LayoutFiles {
  readonly folder: string;
  readonly #name: string;

  /** @param name what the id of a manifest is made of */
  constructor(folder: string, name: string) {
    this.folder = folder;
    this.#name = name;
  }

  /** Whether something has the name, file or not. @throws Error of the file system */
  async has(name: string): Promise<boolean> {
    return lstat(path.join(this.folder, name)).then(
      () => true,
      (error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error;
        return false;
      },
    );
  }

  /** Names in a folder below; none where there is no such folder. */
  async namesIn(name: string): Promise<readonly string[]> {
    if (!(await this.has(name))) return [];
    return (await readdir(path.join(this.folder, name))).sort();
  }

  /**
   * A JSON file, as far as the schema wants it.
   * @throws BeachcombError `bad-request` with a reason if it is missing or not valid
   */
  async json<T>(name: string, schema: z.ZodType<T>): Promise<T> {
    if (!(await this.has(name)))
      throw new BeachcombError('bad-request', `${name} is missing.`, {
        reason: { code: 'pack-file-missing', file: name },
      });
    const bytes = await readPlainFile(path.join(this.folder, name), MOST_JSON);
    if (typeof bytes === 'string')
      throw new BeachcombError('bad-request', `${name} is not a plain file of at most 128 MB.`, {
        reason: { code: 'pack-file-not-plain', file: name },
      });
    const parsed = schema.safeParse(parseJson(name, bytes.toString()));
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    throw unsupportedLayout(`${name}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`.slice(0, 300));
  }

  /**
   * The manifest of an image-text pack in this folder: what is named, the weights beside networks, and licences.
   * @param names of the files that the towers need
   * @throws BeachcombError `bad-request` with a reason
   */
  async manifest(towers: Towers, names: readonly string[]): Promise<PackManifest> {
    const weights: string[] = [];
    for (const network of names.filter((name) => name.endsWith('.onnx'))) {
      const place = path.posix.dirname(network);
      const start = path.posix.basename(network);
      for (const name of await this.namesIn(place))
        if (name.startsWith(start) && EXTERNAL_WEIGHTS.test(name)) weights.push(path.posix.join(place, name));
    }
    const licences = (await this.namesIn('.')).filter((name) => LICENCE_NAME.test(name));
    const files: PackFile[] = [];
    for (const name of new Set([...names, ...weights, ...licences])) files.push(await this.#listed(name));
    return {
      format: PACK_FORMAT,
      id: idOf(this.#name),
      version: await versionOf(files),
      purpose: 'image-text',
      files,
      licence: { spdx: 'NOASSERTION', files: licences },
      sources: [],
      inputs: [],
      towers,
      languages: [],
      measured: [],
    };
  }

  async #listed(name: string): Promise<PackFile> {
    if (!isPackPath(name))
      throw new BeachcombError('bad-request', `${name} is not a valid path.`, {
        reason: { code: 'pack-path', file: name },
      });
    const file = path.join(this.folder, name);
    const found = await lstat(file);
    if (!found.isFile())
      throw new BeachcombError('bad-request', `${name} is not a plain file.`, {
        reason: { code: 'pack-file-not-plain', file: name },
      });
    return { path: name, bytes: found.size, sha256: await sha256Of(createReadStream(file)) };
  }
}

function parseJson(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw unsupportedLayout(`${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** These layouts have no versions: other files are another one. */
const versionOf = async (files: readonly PackFile[]): Promise<string> =>
  (await sha256Of(files.map(({ path: file, sha256 }) => Buffer.from(`${sha256}  ${file}\n`)))).slice(0, 12);

/** An id from a name: "ViT-B-32__openai" is "vit-b-32-openai". */
const idOf = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '') || 'pack';
