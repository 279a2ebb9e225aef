import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** A file of a release. */
export interface Asset {
  readonly name: string;
  /** Of its bytes, in lower-case hexadecimal digits. */
  readonly sha256: string;
}

/** What each file is, by its name; a release has one of each, and those of ARM where they could be made. */
export const ASSET_KINDS = {
  appImage: /^Beachcomb-.+-linux-x86_64\.AppImage$/,
  tarGz: /^Beachcomb-.+-linux-x64\.tar\.gz$/,
  deb: /^beachcomb_.+_amd64\.deb$/,
  rpm: /^beachcomb-.+\.x86_64\.rpm$/,
  dmg: /^Beachcomb-.+-mac-arm64\.dmg$/,
  macZip: /^Beachcomb-.+-mac-arm64\.zip$/,
  installer: /^Beachcomb-.+-win-x64\.exe$/,
  windowsZip: /^Beachcomb-.+-win-x64\.zip$/,
} as const;
export type AssetKind = keyof typeof ASSET_KINDS;

/** The files of a folder with their checksums, by name. */
export const assetsIn = (folder: string): readonly Asset[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => ({
      name,
      sha256: createHash('sha256')
        .update(readFileSync(path.join(folder, name)))
        .digest('hex'),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));

/** The file of a kind. @throws Error if the release has none */
export function assetOf(assets: readonly Asset[], kind: AssetKind): Asset {
  const found = assets.find(({ name }) => ASSET_KINDS[kind].test(name));
  if (found === undefined)
    throw new Error(`The release has no ${kind}: ${assets.map(({ name }) => name).join(', ') || 'no file'}.`);
  return found;
}

/** As `sha256sum --check` reads it. */
export const checksums = (assets: readonly Asset[]): string =>
  assets.map(({ name, sha256 }) => `${sha256}  ${name}\n`).join('');
