import * as z from 'zod';
import { BeachcombError } from '../domain/error.ts';
import type { ErrorReason } from '../domain/error-reason.ts';
import type { ExportLists } from './read-rows.ts';
import { USER_DATA_VERSION } from './user-data-to-json.ts';

/** In UTF-16 units: more than a million corrections. */
const LONGEST = 200_000_000;
const headerSchema = z.object({ program: z.literal('Beachcomb'), form: z.int().positive() });

/**
 * Reads a file of `userDataToJson`.
 * @throws {BeachcombError} `bad-request` if the file is not an export, or of a newer version
 */
export function readExport(text: string): ExportLists {
  if (text.length > LONGEST)
    throw refused('This file is too large to be an export of Beachcomb (200 MB).', {
      code: 'export-too-large',
    });
  const written = parse(text.replace(/^\uFEFF/, ''));
  const header = headerSchema.safeParse(written);
  if (!header.success) throw refused('This file is not an export of Beachcomb.', { code: 'not-an-export' });
  if (header.data.form > USER_DATA_VERSION)
    throw refused(
      `This file was written by a newer Beachcomb (version ${header.data.form}); this one reads version ${USER_DATA_VERSION}. Update Beachcomb to read it.`,
      { code: 'export-newer', version: header.data.form, supported: USER_DATA_VERSION },
    );
  return z.record(z.string(), z.unknown()).parse(written);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw refused(`This file is not valid JSON: ${error instanceof Error ? error.message : ''}`, {
      code: 'export-not-json',
    });
  }
}

const refused = (detail: string, reason: ErrorReason): BeachcombError =>
  new BeachcombError('bad-request', detail, { reason });
