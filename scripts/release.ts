import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { notesOf, releasesIn } from './package/changelog.ts';
import { originOf, programFacts } from './package/program-facts.ts';
import { assetsIn, checksums } from './release/assets.ts';
import {
  flatpakManifest,
  homebrewCask,
  type ReleaseFacts,
  releaseFeed,
  wingetManifests,
} from './release/store-manifests.ts';

/**
 * npm run release -- FOLDER TAG: of the packages in FOLDER makes what a release has beside them: SHA256SUMS, the feed
 * that looks for updates read, the manifests of winget, Homebrew and Flatpak, and in `notes.md` the changelog.
 */

const root = path.resolve(import.meta.dirname, '..');

export interface ReleaseOptions {
  /** Folder with the packages. */
  readonly folder: string;
  /** "v0.1.0". */
  readonly tag: string;
  readonly env: NodeJS.ProcessEnv;
  /** The day of the release. */
  readonly date: string;
}

/** @throws Error if the tag is not that of package.json, the origin is not known, or a package is missing */
export function makeRelease({ folder, tag, env, date }: ReleaseOptions): readonly string[] {
  const { version, description } = programFacts(root);
  if (tag !== `v${version}`)
    throw new Error(`The tag ${tag} is not that of package.json, which has version ${version}.`);
  const origin = originOf(env);
  if (origin === null) throw new Error('Set BEACHCOMB_HOMEPAGE and BEACHCOMB_MAINTAINER ("Name <address>").');
  const changelog = readFileSync(path.join(root, 'CHANGELOG.md'), 'utf8');
  const noted = releasesIn(changelog);
  const releases = noted.map((one) => (one.version === version ? { ...one, date: one.date ?? date } : one));
  const assets = assetsIn(folder);
  const facts: ReleaseFacts = { version, description, date, origin, assets, releases };
  const files = [
    ...wingetManifests(facts),
    homebrewCask(facts),
    flatpakManifest(facts),
    releaseFeed(facts),
    { file: 'SHA256SUMS', text: checksums(assets) },
    { file: 'notes.md', text: `${notesOf(changelog, version)}\n` },
  ];
  for (const { file, text } of files) {
    const at = path.join(folder, file);
    mkdirSync(path.dirname(at), { recursive: true });
    writeFileSync(at, text);
  }
  return files.map(({ file }) => file);
}

if (process.argv[1] === import.meta.filename) {
  const [folder, tag] = process.argv.slice(2);
  if (folder === undefined || tag === undefined) {
    process.stderr.write('Usage: npm run release -- FOLDER TAG\n');
    process.exitCode = 2;
  } else {
    const date = new Date().toISOString().slice(0, 'YYYY-MM-DD'.length);
    const made = makeRelease({ folder: path.resolve(folder), tag, env: process.env, date });
    process.stdout.write(`${made.join('\n')}\n`);
  }
}
