import { execFileSync } from 'node:child_process';

/** Version of the installed exiftool, which is a referee for metadata; null where there is none. */
export const EXIFTOOL = exiftoolVersion();

function exiftoolVersion(): string | null {
  try {
    return execFileSync('exiftool', ['-ver'], { encoding: 'utf8' }).trim();
  } catch {
    return null;
  }
}

/** Where nothing may be skipped, what is missing is an error. */
if (process.env['BEACHCOMB_REQUIRE_ALL'] === '1' && EXIFTOOL === null)
  throw new Error('Everything is required here, and exiftool is not there.');

/** What exiftool reads in a file: numbers are numbers, texts are as they lie there. */
export const exiftoolTags = (file: string): Readonly<Record<string, unknown>> =>
  (
    JSON.parse(execFileSync('exiftool', ['-json', '-n', file], { encoding: 'utf8' })) as [
      Record<string, unknown>,
    ]
  )[0];

/** The bytes of a tag. */
export const exiftoolBytes = (file: string, tag: string): Buffer =>
  execFileSync('exiftool', ['-b', `-${tag}`, file], { maxBuffer: 64 * 1024 * 1024 });
