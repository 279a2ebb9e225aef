import { APP_ID } from '../../src/domain/app-id.ts';
import type { Release } from '../package/changelog.ts';
import { appStream, desktopEntry } from '../package/desktop-entry.ts';
import type { Origin } from '../package/program-facts.ts';
import { type Asset, assetOf } from './assets.ts';

/** What the manifests of every store are made of. */
export interface ReleaseFacts {
  readonly version: string;
  readonly description: string;
  /** The day of the release, "2026-11-29". */
  readonly date: string;
  readonly origin: Origin;
  readonly assets: readonly Asset[];
  readonly releases: readonly Release[];
}

export interface ManifestFile {
  readonly file: string;
  readonly text: string;
}

/** Where a file of the release will be. */
const addressOf = ({ origin, version }: ReleaseFacts, { name }: Asset): string =>
  `${origin.homepage}/releases/download/v${version}/${encodeURIComponent(name)}`;

const publisherOf = ({ origin }: ReleaseFacts): string => origin.maintainer.replace(/\s*<.*$/, '');
const WINGET_ID = 'Beachcomb.Beachcomb';
const WINGET_SCHEMA = '1.10.0';

/** One YAML document of the Windows Package Manager (learn.microsoft.com/windows/package-manager/package/manifest). */
const winget = (kind: string, version: string, lines: readonly string[]): string =>
  [
    `# yaml-language-server: $schema=https://aka.ms/winget-manifest.${kind}.${WINGET_SCHEMA}.schema.json`,
    `PackageIdentifier: ${WINGET_ID}`,
    `PackageVersion: ${version}`,
    ...lines,
    `ManifestType: ${kind}`,
    `ManifestVersion: ${WINGET_SCHEMA}`,
    '',
  ].join('\n');

/** The three files that the repository of winget wants. */
export function wingetManifests(facts: ReleaseFacts): readonly ManifestFile[] {
  const { version, description, date, origin, assets } = facts;
  const installer = assetOf(assets, 'installer');
  const folder = `winget/${WINGET_ID}`;
  return [
    { file: `${folder}.yaml`, text: winget('version', version, ['DefaultLocale: en-US']) },
    {
      file: `${folder}.installer.yaml`,
      text: winget('installer', version, [
        'InstallerType: nullsoft',
        'Scope: user',
        'UpgradeBehavior: install',
        `ReleaseDate: ${date}`,
        'Installers:',
        '  - Architecture: x64',
        `    InstallerUrl: ${addressOf(facts, installer)}`,
        `    InstallerSha256: ${installer.sha256.toUpperCase()}`,
      ]),
    },
    {
      file: `${folder}.locale.en-US.yaml`,
      text: winget('defaultLocale', version, [
        'PackageLocale: en-US',
        `Publisher: ${JSON.stringify(publisherOf(facts))}`,
        'PackageName: Beachcomb',
        `PackageUrl: ${origin.homepage}`,
        'License: MIT',
        `ShortDescription: ${JSON.stringify(description)}`,
        'Tags:',
        '  - photos',
        '  - search',
      ]),
    },
  ];
}

/** The cask of Homebrew (docs.brew.sh/Cask-Cookbook), which also puts command, completions and manual in place. */
export function homebrewCask(facts: ReleaseFacts): ManifestFile {
  const { version, description, origin, assets } = facts;
  const dmg = assetOf(assets, 'dmg');
  const resources = '#{appdir}/Beachcomb.app/Contents/Resources';
  const text = `cask "beachcomb" do
  version "${version}"
  sha256 "${dmg.sha256}"

  url "${addressOf(facts, dmg).replaceAll(version, '#{version}')}"
  name "Beachcomb"
  desc "${description}"
  homepage "${origin.homepage}"

  depends_on arch: :arm64
  depends_on macos: ">= :ventura"

  app "Beachcomb.app"
  binary "${resources}/bin/beachcomb"
  bash_completion "${resources}/share/bash-completion/completions/beachcomb"
  fish_completion "${resources}/share/fish/vendor_completions.d/beachcomb.fish"
  zsh_completion "${resources}/share/zsh/site-functions/_beachcomb"
  manpage "${resources}/share/man/man1/beachcomb.1.gz"

  # The library stays: it has what was stated about the photos.
  uninstall quit: "${APP_ID}"
  zap trash: [
    "~/Library/Caches/Beachcomb",
    "~/Library/Logs/Beachcomb",
  ]
end
`;
  return { file: 'homebrew/beachcomb.rb', text };
}

const indented = (text: string, columns: number): string =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => (line === '' ? '' : `${' '.repeat(columns)}${line}`))
    .join('\n');

/**
 * The manifest of Flatpak (docs.flatpak.org): the archive of the release in the runtime of its base app. It has no
 * network at all, and of the files the pictures.
 */
export function flatpakManifest(facts: ReleaseFacts): ManifestFile {
  const tar = assetOf(facts.assets, 'tarGz');
  const inline = (name: string, text: string): string => `      - type: inline
        dest-filename: ${name}
        contents: |
${indented(text, 10)}`;
  const text = `id: ${APP_ID}
runtime: org.freedesktop.Platform
runtime-version: "25.08"
sdk: org.freedesktop.Sdk
base: org.electronjs.Electron2.BaseApp
base-version: "25.08"
command: beachcomb-window
separate-locales: false
finish-args:
  - --share=ipc
  - --socket=wayland
  - --socket=fallback-x11
  - --device=dri
  # Writable, because deleting a photo moves it to the trash of its own drive.
  - --filesystem=xdg-pictures
  - --talk-name=org.freedesktop.Notifications
  - --talk-name=org.freedesktop.FileManager1
  - --talk-name=org.kde.StatusNotifierWatcher
modules:
  - name: beachcomb
    buildsystem: simple
    build-commands:
      - mkdir -p /app/beachcomb
      - cp -a . /app/beachcomb
      - rm -f /app/beachcomb/${APP_ID}.* /app/beachcomb/beachcomb-window
      - install -Dm755 beachcomb-window /app/bin/beachcomb-window
      - ln -s ../beachcomb/resources/bin/beachcomb /app/bin/beachcomb
      - install -Dm644 ${APP_ID}.desktop -t /app/share/applications
      - install -Dm644 ${APP_ID}.metainfo.xml -t /app/share/metainfo
      - cp -a resources/share/. /app/share/
    sources:
      - type: archive
        url: ${addressOf(facts, tar)}
        sha256: ${tar.sha256}
${inline('beachcomb-window', '#!/bin/sh\nexec zypak-wrapper /app/beachcomb/beachcomb "$@"')}
${inline(`${APP_ID}.desktop`, desktopEntry('beachcomb-window'))}
${inline(`${APP_ID}.metainfo.xml`, appStream(facts.origin, facts.releases))}
`;
  return { file: `flatpak/${APP_ID}.yml`, text };
}

/** What a program that was asked to looks at: the newest version, its day and its page. */
export const releaseFeed = ({ version, date, origin }: ReleaseFacts): ManifestFile => ({
  file: 'release.json',
  text: `${JSON.stringify({ version, date, page: `${origin.homepage}/releases/tag/v${version}` }, null, 2)}\n`,
});
