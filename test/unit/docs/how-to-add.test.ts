import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { CONTRACT_TOOLS, SEARCH_TOOL, VIEW_TOOL } from '../../../src/entry/mcp/mcp-tools.ts';
import { filesToAdd, pathsIn, sections } from '../../support/how-to-add.ts';
import { ROOT } from '../../support/paths.ts';

it.each([...sections])(
  'every file that "%s" names is there, and so is the folder of every new one',
  (_, text) => {
    const files = pathsIn(text);
    expect(files).not.toEqual([]);
    const missing = files.filter(
      (file) => !existsSync(path.join(ROOT, file.includes('NEW') ? path.dirname(file) : file)),
    );
    expect(missing).toEqual([]);
  },
);

it.each([
  ['A query field over data in memory', 3],
  ['A photo state', 5],
  ['A plain property', 5],
  ['A format', 3],
  ['A desktop call', 2],
])('"%s" takes %i files', (heading, count) => {
  expect(new Set(filesToAdd(heading)).size).toBe(count);
});

it('"A tool of assistants" lists those that there are', () => {
  const names = [SEARCH_TOOL.name, VIEW_TOOL.name, ...Object.keys(CONTRACT_TOOLS)];
  expect(sections.get('A tool of assistants')).toContain(
    `The tools that there are: ${names.map((name) => `\`${name}\``).join(', ')}.\n`,
  );
});
