import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './paths.ts';

const text = readFileSync(path.join(ROOT, 'docs', 'how-to-add.md'), 'utf8');

/** Paths that a text of docs/how-to-add.md names, relative to the project, those of files to create among them. */
export const pathsIn = (part: string): string[] =>
  [...part.matchAll(/`((?:src|electron|renderer|test|docs)\/[^`\s]+)`/gu)].map(([, file]) => file ?? '');

/** The sections of docs/how-to-add.md by their headings, without what comes before the first. */
export const sections: ReadonlyMap<string, string> = new Map(
  text
    .split(/^## /mu)
    .slice(1)
    .map((section) => {
      const end = section.indexOf('\n');
      return [section.slice(0, end), section.slice(end)] as const;
    }),
);

/** The files of the first list of a section. */
export function filesToAdd(heading: string): string[] {
  const section = sections.get(heading);
  if (section === undefined) throw new Error(`docs/how-to-add.md has no section "${heading}".`);
  const list = /(?:^- .*\n)+/mu.exec(section)?.[0] ?? '';
  return pathsIn(list);
}
