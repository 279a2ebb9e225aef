import { APP_ID } from '../../src/domain/app-id.ts';
import type { Release } from './changelog.ts';
import type { Origin } from './program-facts.ts';

const SUMMARY = 'Finds photos on your own computer by what is in them';

/**
 * The desktop entry (specifications.freedesktop.org/desktop-entry-spec).
 * @param program what is started: an absolute path, or a name on the PATH
 */
export const desktopEntry = (program: string): string => `[Desktop Entry]
Type=Application
Name=Beachcomb
GenericName=Photo search
GenericName[zh_CN]=照片搜索
Comment=${SUMMARY}
Comment[zh_CN]=按内容在自己的电脑上查找照片
Exec=${program} %F
Icon=${APP_ID}
Terminal=false
Categories=Graphics;Photography;Viewer;
MimeType=inode/directory;
Keywords=photo;picture;image;search;
StartupWMClass=Beachcomb
StartupNotify=true
`;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/**
 * The AppStream metadata (freedesktop.org/software/appstream), which software centres show.
 * @param releases newest first; those without a date are left out
 */
export function appStream({ homepage, maintainer }: Origin, releases: readonly Release[]): string {
  const dated = releases.filter(({ date }) => date !== null);
  const lines = dated.map(
    ({ version, date }) => `    <release version="${escaped(version)}" date="${date ?? ''}"/>`,
  );
  const developer = escaped(maintainer.replace(/\s*<.*$/, ''));
  return `<?xml version="1.0" encoding="UTF-8"?>
<component type="desktop-application">
  <id>${APP_ID}</id>
  <metadata_license>CC0-1.0</metadata_license>
  <project_license>MIT</project_license>
  <name>Beachcomb</name>
  <summary>${SUMMARY}</summary>
  <description>
    <p>Point it at a folder of photos: a network looks at every one, and from then on “beach”, “海滩” or “dog -people 2019” finds them at once. So do words that stand in a photo, places, dates, cameras and, if you turn that on, people.</p>
    <p>Nothing leaves the computer. Photos are never changed, and removed only when you say so.</p>
  </description>
  <launchable type="desktop-id">${APP_ID}.desktop</launchable>
  <url type="homepage">${escaped(homepage)}</url>
  <url type="bugtracker">${escaped(homepage)}/issues</url>
  <developer id="app.beachcomb">
    <name>${developer}</name>
  </developer>
  <screenshots>
    <screenshot type="default">
      <image>${escaped(homepage)}/raw/HEAD/renderer/screenshots/search.webp</image>
      <caption>A search for “tree”: the likely photos first</caption>
    </screenshot>
  </screenshots>
  <provides>
    <binary>beachcomb</binary>
  </provides>
  <content_rating type="oars-1.1"/>
${lines.length === 0 ? '' : `  <releases>\n${lines.join('\n')}\n  </releases>\n`}</component>
`;
}
