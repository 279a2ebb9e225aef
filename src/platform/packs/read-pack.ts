import path from 'node:path';
import type * as z from 'zod';
import { BeachcombError } from '../../domain/error.ts';
import type { ErrorReason } from '../../domain/error-reason.ts';
import {
  isPackPath,
  layoutManifestSchema,
  PACK_FORMAT,
  PACK_MANIFEST,
  PACK_PURPOSES,
  type PackManifest,
  type Preprocessing,
  packManifestSchema,
} from '../../domain/pack.ts';
import { readPlainFile } from './read-plain-file.ts';

/** A folder with a valid manifest. Its files were not looked at. */
export interface Pack {
  readonly folder: string;
  readonly manifest: PackManifest;
}

const MOST_BYTES = 1 << 20;

/**
 * Reads the manifest of a pack. The folder can come from anywhere: whatever is wrong with the manifest is an error with
 * a reason.
 * @throws BeachcombError `not-found` where there is none, `bad-request` where it is not valid, both with a reason
 */
export async function readPack(folder: string): Promise<Pack> {
  return { folder, manifest: parseManifest(await manifestText(folder)) };
}

/**
 * What the manifest beside a model in a layout of another program states of pictures; null where the manifest is that of
 * a pack.
 * @throws as `readPack`
 */
export async function readPreprocessing(folder: string): Promise<Preprocessing | null> {
  const json = parseJson(await manifestText(folder));
  if (!('preprocessing' in json)) return null;
  checkFormat(json);
  return parsedAs(layoutManifestSchema, json).preprocessing;
}

const invalid = (reason: ErrorReason, detail: string): BeachcombError =>
  new BeachcombError('bad-request', `${PACK_MANIFEST}: ${detail}`, { reason });

/** A manifest that is not valid in the way that the sentence names. */
const malformed = (detail: string): BeachcombError => invalid({ code: 'pack-invalid', detail }, detail);

async function manifestText(folder: string): Promise<string> {
  try {
    const bytes = await readPlainFile(path.join(folder, PACK_MANIFEST), MOST_BYTES);
    if (bytes === 'not-plain')
      throw invalid({ code: 'pack-file-not-plain', file: PACK_MANIFEST }, 'It is not a regular file.');
    if (bytes === 'too-large') throw invalid({ code: 'pack-manifest-too-large' }, 'It is too large.');
    return bytes.toString();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT' && code !== 'ENOTDIR') throw error;
    throw new BeachcombError('not-found', `There is no ${PACK_MANIFEST} (${message}).`, {
      cause: error,
      reason: { code: 'pack-without-manifest' },
    });
  }
}

/**
 * A manifest from its text.
 * @throws BeachcombError `bad-request` with a reason
 */
function parseManifest(text: string): PackManifest {
  const json = parseJson(text);
  checkFormat(json);
  const { purpose } = json as { readonly purpose?: unknown };
  if (typeof purpose === 'string' && !PACK_PURPOSES.some((known) => known === purpose)) {
    const shown = purpose.slice(0, 100);
    throw invalid({ code: 'pack-purpose', purpose: shown }, `${shown} is an unknown purpose.`);
  }
  const manifest = parsedAs(packManifestSchema, json);
  checkPaths(manifest);
  return manifest;
}

/** A later format may have other fields: what it is comes first. @throws BeachcombError with a reason */
function checkFormat(json: object): void {
  const { format } = json as { readonly format?: unknown };
  if (typeof format === 'number' && Number.isSafeInteger(format) && format > PACK_FORMAT)
    throw invalid({ code: 'pack-newer', format, supported: PACK_FORMAT }, `Its format is ${format}.`);
}

/** @throws BeachcombError that names the first fault */
function parsedAs<T>(schema: z.ZodType<T>, json: object): T {
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const place = issue === undefined || issue.path.length === 0 ? '' : `${issue.path.join('.')}: `;
  throw malformed(`${place}${issue?.message ?? ''}`.slice(0, 300));
}

function parseJson(text: string): object {
  try {
    const json: unknown = JSON.parse(text);
    if (typeof json === 'object' && json !== null) return json;
  } catch (error) {
    throw malformed((error instanceof Error ? error.message : String(error)).slice(0, 300));
  }
  throw malformed('It is not an object.');
}

/** @throws BeachcombError if a path leads out of the folder, stands there twice, or is not that of a listed file */
function checkPaths({ files, licence, inputs, towers, engine, purpose }: PackManifest): void {
  const listed = new Set(files.map((file) => file.path));
  const folded = new Set([PACK_MANIFEST]);
  for (const { path: file } of files) {
    if (!isPackPath(file))
      throw invalid({ code: 'pack-path', file: file.slice(0, 200) }, `${file} is not a valid path.`);
    // Many file systems make no difference between upper and lower case.
    const key = file.toLowerCase();
    if (folded.has(key)) throw malformed(`${file} is listed twice.`);
    folded.add(key);
  }
  if ((purpose === 'image-text') !== (towers !== undefined))
    throw malformed('towers: an image-text pack has them, and no other.');
  if ((purpose === 'engine') !== (engine !== undefined))
    throw malformed('engine: an engine pack has it, and no other.');
  const { image, text } = towers ?? {};
  const networks = [image?.kind === 'network' ? image.file : [], text?.file ?? [], text?.tokenizer ?? []];
  for (const file of [...licence.files, ...inputs.map((input) => input.file), ...networks.flat()])
    if (!listed.has(file)) throw malformed(`${file.slice(0, 200)} is not among the files.`);
}
