import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

/**
 * node scripts/node24.mjs scripts/list-exported-names.ts: prints the exported names of src, renderer and electron
 * that are declared in more than one file, one per line. A name means one thing in the whole project: test/docs.test.ts.
 */

const root = path.resolve(import.meta.dirname, '..');
const DECLARATION =
  /^export (?:declare )?(?:async )?(?:abstract )?(?:function\*?|class|interface|type|const|let|enum) (\w+)/gm;

/** Names that are declared in several files, with the paths of the files relative to the checkout. */
export function namesWithTwoMeanings(): { readonly name: string; readonly files: readonly string[] }[] {
  const files = ['src', 'renderer', 'electron'].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => path.join(folder, name)),
  );
  const declarations = files.flatMap((file) => {
    const text = readFileSync(path.join(root, file), 'utf8');
    return [...new Set([...text.matchAll(DECLARATION)].map(([, name = '']) => name))].map((name) => ({
      name,
      file,
    }));
  });
  return [...Map.groupBy(declarations, ({ name }) => name)]
    .filter(([, same]) => same.length > 1)
    .map(([name, same]) => ({ name, files: same.map(({ file }) => file.replaceAll(path.sep, '/')).sort() }))
    .sort((a, b) => a.name.localeCompare(b.name));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const twice = namesWithTwoMeanings();
  for (const { name, files } of twice) process.stdout.write(`${name}: ${files.join(', ')}\n`);
  process.exitCode = twice.length === 0 ? 0 : 1;
}
