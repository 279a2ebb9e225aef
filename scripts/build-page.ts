import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { programFacts } from './package/program-facts.ts';
import { SYSTEMS } from './supported-systems.mjs';

/** npm run build:page: builds the page about the program, of docs/page and the tables of the program, into dist/page. */

const root = path.resolve(import.meta.dirname, '..');
const PLACEHOLDER = /\{\{(\w+)\}\}/g;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/**
 * Builds the page into `folder`, which is replaced.
 * @param homepage address of the repository
 * @throws Error if the template has a placeholder without a value
 */
export function buildPage(folder: string, homepage: string): void {
  const rows = SYSTEMS.map(
    ({ name, processors, needs }) =>
      `<tr><td>${escaped(name)}</td><td>${escaped(processors.join(', '))}</td><td>${escaped(needs)}</td></tr>`,
  );
  const values: Readonly<Record<string, string>> = {
    version: escaped(programFacts(root).version),
    homepage: escaped(homepage),
    releases: `${escaped(homepage)}/releases/latest`,
    systems: rows.join('\n            '),
  };
  const template = readFileSync(path.join(root, 'docs', 'page', 'index.html'), 'utf8');
  const page = template.replace(PLACEHOLDER, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`docs/page/index.html has an unknown placeholder: ${name}.`);
    return value;
  });
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'index.html'), page);
  for (const file of [
    'docs/page/page.css',
    'renderer/public/icon.svg',
    'renderer/screenshots/search.webp',
    'renderer/screenshots/viewer.webp',
  ])
    cpSync(path.join(root, file), path.join(folder, path.basename(file)));
}

if (process.argv[1] === import.meta.filename) {
  const homepage = process.env['BEACHCOMB_HOMEPAGE'];
  if (homepage === undefined || homepage === '') {
    process.stderr.write('The page names where the program is: set BEACHCOMB_HOMEPAGE.\n');
    process.exitCode = 2;
  } else {
    buildPage(path.join(root, 'dist', 'page'), homepage);
    process.stdout.write('dist/page\n');
  }
}
