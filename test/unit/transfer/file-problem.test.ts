import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { BeachcombError } from '../../../src/domain/error.ts';
import { fileProblem } from '../../../src/transfer/file-problem.ts';
import { rejection } from '../../support/rejection.ts';
import { tempFolder } from '../../support/temp-folder.ts';

describe('what an error says of one file', () => {
  it("is the system's words without the path", async () => {
    const error = await rejection(readFile(path.join(tempFolder(), 'missing, or not.xmp')));
    expect(fileProblem(error)).toBe('ENOENT: no such file or directory');
  });

  it('is the sentence of a file that makes no sense', () => {
    expect(fileProblem(new BeachcombError('bad-request', 'No XMP.'))).toBe('No XMP.');
  });

  it('is nothing where a program is broken', () => {
    expect(fileProblem(new TypeError('x is undefined'))).toBeNull();
    expect(fileProblem(new BeachcombError('internal', 'x'))).toBeNull();
    expect(fileProblem('x')).toBeNull();
  });

  it.skipIf(!existsSync('/dev/full'))('ends the run where the disk is full', async () => {
    const error = await rejection(writeFile('/dev/full', 'x'));
    expect(() => fileProblem(error)).toThrow(expect.objectContaining({ kind: 'disk-full' }));
  });
});
