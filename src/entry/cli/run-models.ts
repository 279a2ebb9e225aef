import path from 'node:path';
import process from 'node:process';
import { type TriedTowers, tryTowers } from '../../app/packs/try-towers.ts';
import type { ErrorReason } from '../../domain/error-reason.ts';
import { type PackManifest, packBytes } from '../../domain/pack.ts';
import { jsonLine, shownText } from '../../domain/terminal-text.ts';
import { formatterFor } from '../../i18n/formatter.ts';
import { errorReasonText } from '../../i18n/sentences.ts';
import { checkPackFile } from '../../platform/packs/check-pack-file.ts';
import type { PackList } from '../../platform/packs/list-packs.ts';
import type { Pack } from '../../platform/packs/read-pack.ts';
import { readPackOrLayout } from '../../platform/packs/read-pack-or-layout.ts';
import { allPacks } from './all-packs.ts';
import type { ModelsOptions } from './command-options.ts';
import { EXIT } from './exit-code.ts';
import { words } from './words.ts';

const print = (line: string): boolean => process.stdout.write(`${line}\n`);
const english = formatterFor('en');

/** What is wrong in a pack. JSON is the same in every language. */
interface Fault {
  readonly name: string;
  readonly reason: ErrorReason;
}
const faultJson = ({ name, reason }: Fault): object => ({
  name,
  ...reason,
  detail: errorReasonText(english, reason),
});
const faultLine = ({ name, reason }: Fault): string =>
  `${words('cli.doctor.bad')} ${shownText(name)}: ${shownText(errorReasonText(words, reason))}`;

/** Prints every pack: id, version, what it is for, size, licence; with `--json`, its manifest. */
export async function runModelsList(options: ModelsOptions): Promise<void> {
  const { packs, broken } = await allPacks();
  for (const { manifest } of packs) print(options.json ? jsonLine(manifest) : packLines(manifest));
  printBroken(broken, options);
}

function packLines(manifest: PackManifest): string {
  const { id, version, purpose, licence, languages, measured } = manifest;
  const lines = [
    `${id} ${version}`,
    `  ${words(`packPurposes.${purpose}`)}`,
    `  ${sizeOf(manifest)}, ${licence.spdx}`,
    ...(languages.length === 0 ? [] : [`  ${languages.join(' ')}`]),
    ...(measured.length === 0 ? [`  ${words('packNotMeasured')}`] : measured.map((line) => `  ${line}`)),
  ];
  return lines.map(shownText).join('\n');
}

const sizeOf = (manifest: PackManifest): string =>
  words('cli.models.size', {
    files: manifest.files.length,
    megabytes: (packBytes(manifest) / 1e6).toFixed(1),
  });

function printBroken(broken: readonly Fault[], { json }: ModelsOptions): void {
  for (const one of broken) print(json ? jsonLine(faultJson(one)) : faultLine(one));
  if (broken.length > 0) process.exitCode = EXIT.negative;
}

/**
 * Compares every file of the packs with its manifest, one line a pack and one a fault.
 * @param folder of one pack or of a model in the layout of another program, whose networks are tried too; absent: all
 * packs that ship with the program or were added
 * @throws BeachcombError if the folder has neither, or its networks cannot be used
 */
export async function runModelsCheck(folder: string | undefined, options: ModelsOptions): Promise<void> {
  const { packs, broken }: PackList =
    folder === undefined
      ? await allPacks()
      : { packs: [await readPackOrLayout(path.resolve(folder))], broken: [] };
  for (const pack of packs) {
    const faults = await faultsOf(pack);
    const { id, version } = pack.manifest;
    const tried = folder === undefined || faults.length > 0 ? null : await tryTowers(pack);
    if (options.json) print(jsonLine({ id, version, faults: faults.map(faultJson), tried }));
    else if (faults.length === 0) {
      print(`${words('cli.doctor.good')} ${id} ${version}: ${sizeOf(pack.manifest)}`);
      if (tried !== null) print(`  ${triedText(tried)}`);
    } else for (const fault of faults) print(faultLine(fault));
    if (faults.length > 0) process.exitCode = EXIT.negative;
  }
  printBroken(broken, options);
}

const triedText = ({ size, photoMs, phraseMs }: TriedTowers): string =>
  words('cli.models.tried', {
    numbers: size,
    photoMs: photoMs.toFixed(0),
    phraseMs: phraseMs.toFixed(0),
  });

async function faultsOf({ folder, manifest }: Pack): Promise<Fault[]> {
  const faults: Fault[] = [];
  for (const file of manifest.files) {
    const reason = await checkPackFile(folder, file);
    if (reason !== null) faults.push({ name: `${manifest.id}/${file.path}`, reason });
  }
  return faults;
}
