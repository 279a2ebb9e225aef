import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { PACKAGE_PARTS, partOf } from '../../../../scripts/package/package-parts.ts';
import { sizeBudget } from '../../../../scripts/package/size-budget.ts';
import { ROOT } from '../../../support/paths.ts';

describe('the parts of a package', () => {
  it('are the table of docs/packages.md', () => {
    const rows = [
      ...readFileSync(path.join(ROOT, 'docs', 'packages.md'), 'utf8').matchAll(
        /^\| `([^`]+)` +\| (.+?) +\| +(\d+) \|$/gm,
      ),
    ].map(([, place, why, most]) => ({ place, why, mostMb: Number(most) }));
    expect(rows).toEqual(PACKAGE_PARTS);
  });

  it('have each file in the innermost of them', () => {
    expect(partOf('program/models/README.md')?.place).toBe('program/models');
    expect(partOf('program/models/photo/model.onnx')?.place).toBe('program/models/photo');
    expect(partOf('NOTICE.txt')?.place).toBe('NOTICE.txt');
    expect(partOf('program/test/secret.ts')).toBeNull();
    expect(partOf('program/srcs/a.ts')).toBeNull();
  });

  it('are together hardly larger than a package may be', () => {
    const sum = PACKAGE_PARTS.reduce((most, { mostMb }) => most + mostMb, 0);
    expect(sum * 1e6).toBeLessThan(1.2 * sizeBudget({ platform: 'linux', arch: 'x64' }));
  });
});
