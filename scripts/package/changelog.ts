/** One version of CHANGELOG.md, in the form of keepachangelog.com. */
export interface Release {
  /** "0.2.0", or "Unreleased". */
  readonly version: string;
  /** "2026-11-29"; null if it has none yet. */
  readonly date: string | null;
  /** Markdown below its heading. */
  readonly notes: string;
}

const HEADING = /^## \[([^\]]+)\](?: - (\d{4}-\d{2}-\d{2}))?$/;

/** The versions of a changelog, newest first. */
export function releasesIn(changelog: string): readonly Release[] {
  const found: { version: string; date: string | null; lines: string[] }[] = [];
  for (const line of changelog.split('\n')) {
    const heading = HEADING.exec(line);
    if (heading !== null) found.push({ version: heading[1] ?? '', date: heading[2] ?? null, lines: [] });
    else found.at(-1)?.lines.push(line);
  }
  return found.map(({ version, date, lines }) => ({ version, date, notes: lines.join('\n').trim() }));
}

/** The notes of a version; without a heading of its own yet, those of what is unreleased. @throws Error if there are none */
export function notesOf(changelog: string, version: string): string {
  const releases = releasesIn(changelog);
  const release =
    releases.find((one) => one.version === version) ?? releases.find((one) => one.version === 'Unreleased');
  if (release === undefined || release.notes === '')
    throw new Error(`CHANGELOG.md has no notes for ${version}.`);
  return release.notes;
}
