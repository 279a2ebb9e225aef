import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { BeachcombError } from '../../../src/domain/error.ts';
import { fileProblem } from '../../../src/transfer/file-problem.ts';
import { refusal } from '../../../src/transfer/refusal.ts';
import { rejection } from '../../support/rejection.ts';
import { tempFolder } from '../../support/temp-folder.ts';

describe('problem of one file from an error', () => {
  it('is the code of the system error, without the path', async () => {
    const error = await rejection(readFile(path.join(tempFolder(), 'missing, or not.xmp')));
    expect(fileProblem(error)).toEqual({ code: 'missing' });
  });

  it('is the reason of an invalid file', () => {
    expect(fileProblem(refusal({ code: 'sidecar-without-xmp' }))).toEqual({ code: 'sidecar-without-xmp' });
  });

  it('is null for a bug', () => {
    expect(fileProblem(new TypeError('x is undefined'))).toBeNull();
    expect(fileProblem(new BeachcombError('internal', 'x'))).toBeNull();
    expect(fileProblem('x')).toBeNull();
  });

  it.skipIf(!existsSync('/dev/full'))('stops the run if the disk is full', async () => {
    const error = await rejection(writeFile('/dev/full', 'x'));
    expect(() => fileProblem(error)).toThrow(expect.objectContaining({ kind: 'disk-full' }));
  });
});
