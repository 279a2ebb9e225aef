import { readFileSync } from 'node:fs';

let names: ReadonlyMap<string, number> | null = null;

/**
 * Names of the months (1 to 12) in some fifty languages, lower case, without a point at the end. Read on the first call;
 * not validated, because scripts/build-month-names.ts writes the file and it ships with the program.
 */
export function monthNames(): ReadonlyMap<string, number> {
  names ??= new Map(
    readFileSync(new URL('./data/month-names.tsv', import.meta.url), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line): [string, number] => {
        const [name = '', month] = line.split('\t');
        return [name, Number(month)];
      }),
  );
  return names;
}

/** A name of a month as a key of `monthNames`. */
export function plainMonth(name: string): string {
  return name.normalize('NFC').toLowerCase().replace(/\.$/u, '');
}
