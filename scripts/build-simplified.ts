import { writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';

const OUT = 'src/domain/simplified-characters.ts';
/** Tables in order: variants of Taiwan and Hong Kong, then traditional to simplified. */
const VARIANTS = ['TWVariantsRev', 'HKVariantsRev'];
const TO_SIMPLIFIED = 'TSCharacters';
const PER_LINE = 40;

/** The characters of GB 2312: the common simplified ones only. */
const SIMPLIFIED = new Set(
  Array.from({ length: 0xf7 - 0xb0 + 1 }, (_, row) =>
    Array.from({ length: 94 }, (_, cell) => [0xb0 + row, 0xa1 + cell]),
  )
    .flat()
    .map((bytes) => new TextDecoder('gb18030').decode(Uint8Array.from(bytes))),
);

/**
 * Writes src/domain/simplified-characters.ts from the npm package opencc-js 1.4.2 (data of OpenCC,
 * Apache-2.0), unpacked in the given folder. The result is deterministic.
 */
async function buildSimplified(openccFolder: string, root: string): Promise<void> {
  const dictionary = async (name: string): Promise<Map<string, string>> => {
    const file = path.resolve(openccFolder, 'dist/esm-lib/dict', `${name}.js`);
    const { default: text }: { default: string } = await import(pathToFileURL(file).href);
    const pairs = text.split('|').map((pair) => pair.split(' '));
    return new Map(pairs.map(([from = '', to = '']) => [from, to]));
  };
  const simplified = await dictionary(TO_SIMPLIFIED);
  const all = new Map(simplified);
  // A character that is also used in simplified Chinese (著) is not a variant.
  for (const name of VARIANTS)
    for (const [from, to] of await dictionary(name))
      if (!all.has(from) && !SIMPLIFIED.has(from)) all.set(from, to);
  const end = (char: string): string => {
    const seen = new Set<string>();
    let at = char;
    for (let next = all.get(at); next !== undefined && !seen.has(at); next = all.get(at)) {
      seen.add(at);
      at = next;
    }
    return at;
  };
  const pairs = [...all.keys()]
    // NFKD replaces compatibility ideographs before the lookup.
    .filter((from) => from.normalize('NFKD') === from && [...from].length === 1)
    .map((from): [string, string] => [from, end(from)])
    .filter(([from, to]) => from !== to && [...to].length === 1)
    .sort(([a], [b]) => (a.codePointAt(0) ?? 0) - (b.codePointAt(0) ?? 0));
  const lines: string[] = [];
  for (let at = 0; at < pairs.length; at += PER_LINE)
    lines.push(
      pairs
        .slice(at, at + PER_LINE)
        .flat()
        .join(''),
    );
  writeFileSync(
    path.join(root, OUT),
    `// Made by scripts/build-simplified.ts from OpenCC's data (https://github.com/BYVoid/OpenCC, Apache-2.0), as the
// npm package opencc-js 1.4.2 has it: ${pairs.length} pairs. Do not edit.

/** Each traditional or variant character, followed by the simplified one. */
export const SIMPLIFIED_PAIRS: string = [
${lines.map((line) => `  '${line}',`).join('\n')}
].join('');
`,
  );
  process.stdout.write(`Wrote ${OUT}: ${pairs.length} pairs.\n`);
}

const [, , folder] = process.argv;
if (folder === undefined) {
  process.stderr.write('Usage: npm run build:simplified -- FOLDER_OF_OPENCC_JS\n');
  process.exitCode = 2;
} else await buildSimplified(folder, path.resolve(import.meta.dirname, '..'));
