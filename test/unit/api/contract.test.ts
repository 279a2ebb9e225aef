import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { contract } from '../../../src/api/contract.ts';
import { joinCalls } from '../../../src/api/join-calls.ts';
import { ROOT } from '../../support/paths.ts';

describe('the contract', () => {
  it('joins the calls of every subject, each once', async () => {
    const folder = path.join(ROOT, 'src', 'api', 'contract');
    const files = readdirSync(folder).filter((name) => name.endsWith('-calls.ts'));
    expect(files.length).toBeGreaterThan(10);
    const names: string[] = [];
    for (const file of files) {
      const exported = Object.entries((await import(path.join(folder, file))) as Record<string, object>);
      const tables = exported.filter(([name]) => name.endsWith('Calls'));
      expect(tables, file).toHaveLength(1);
      names.push(...tables.flatMap(([, table]) => Object.keys(table)));
    }
    expect(names.sort()).toEqual(Object.keys(contract).sort());
  });

  it('does not compile with one call in two subjects', () => {
    const first = { 'photo.get': 1, 'photo.why': 2 };
    expect(joinCalls(first, { 'photo.path': 3 })).toEqual({ ...first, 'photo.path': 3 });
    // @ts-expect-error 'photo.why' is in both tables
    expect(joinCalls(first, { 'photo.why': 3 })).toEqual({ 'photo.get': 1, 'photo.why': 3 });
  });
});
