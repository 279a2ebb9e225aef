import type { Metadata, NamedPerson, PictureArea } from '../../domain/metadata.ts';
import { type CompanionFacts, cleanCaption, cleanName, NO_FACTS } from './companion-facts.ts';
import { comparedName } from './companion-name.ts';
import { decodeText } from './decode-text.ts';

const MOST_PEOPLE = 200;
const MOST_KEYWORDS = 200;
/** Picasa's identity of a face without a name. */
const NOBODY = /^f{16}$/iu;

type Section = ReadonlyMap<string, string>;

/**
 * Reads the `.picasa.ini` of a folder: star, caption, keywords, albums and named faces of its photos.
 * @returns the facts of a photo by its name
 */
export function readPicasa(bytes: Uint8Array): (photo: Uint8Array) => CompanionFacts {
  const sections = sectionsOf(decodeText(bytes));
  const contacts = new Map(
    ['contacts', 'contacts2'].flatMap((name) =>
      [...(sections.get(name) ?? [])].map(
        ([id, value]) => [id, cleanName(value.split(';')[0] ?? '')] as const,
      ),
    ),
  );
  return (photo) => {
    const section = sections.get(comparedName(photo));
    return section === undefined ? NO_FACTS : factsOf(section, sections, contacts);
  };
}

/** Keys and values by the name of their section, all in lower case but the values. */
function sectionsOf(text: string): Map<string, Map<string, string>> {
  const sections = new Map<string, Map<string, string>>();
  let section: Map<string, string> | undefined;
  for (const raw of text.split(/\r\n|[\r\n]/u)) {
    const line = raw.trim();
    if (line.startsWith('[') && line.endsWith(']')) {
      const name = line.slice(1, -1).normalize('NFC').toLowerCase();
      section = sections.get(name) ?? new Map();
      sections.set(name, section);
      continue;
    }
    const equals = line.indexOf('=');
    if (equals > 0) section?.set(line.slice(0, equals).trim().toLowerCase(), line.slice(equals + 1).trim());
  }
  return sections;
}

function factsOf(
  section: Section,
  sections: ReadonlyMap<string, Section>,
  contacts: ReadonlyMap<string, string>,
): CompanionFacts {
  const listOf = (key: string): string[] => (section.get(key) ?? '').split(',', MOST_KEYWORDS).map(cleanName);
  const keywords = listOf('keywords').filter((keyword) => keyword !== '');
  const caption = cleanCaption(section.get('caption') ?? '');
  const people = peopleOf(section.get('faces') ?? '', contacts);
  const albums = listOf('albums').flatMap((id) => {
    const name = cleanName(sections.get(`.album:${id.toLowerCase()}`)?.get('name') ?? '');
    return name === '' ? [] : [name];
  });
  const metadata: Metadata = {
    keywords: [...new Set(keywords)],
    ...(caption === '' ? {} : { caption }),
    ...(people.length === 0 ? {} : { people }),
  };
  return { metadata, isFavourite: section.get('star')?.toLowerCase() === 'yes', albums };
}

/** `rect64(3f845bcb59418507),8e62398ebda8c1a5;…` */
function peopleOf(faces: string, contacts: ReadonlyMap<string, string>): NamedPerson[] {
  return faces.split(';', MOST_PEOPLE).flatMap((face): NamedPerson[] => {
    const [, rectangle, id = ''] = /^\s*rect64\(([0-9a-f]{1,16})\)\s*,\s*([0-9a-f]+)\s*$/iu.exec(face) ?? [];
    const name = contacts.get(id.toLowerCase()) ?? '';
    if (rectangle === undefined || name === '' || NOBODY.test(id)) return [];
    return [{ name, area: areaOf(rectangle) }];
  });
}

/** Left, top, right and bottom as 16 bits each, of the upright picture; leading zeros are left out. */
function areaOf(rectangle: string): PictureArea | null {
  const digits = rectangle.padStart(16, '0');
  const [left = 0, top = 0, right = 0, bottom = 0] = [0, 4, 8, 12].map(
    (at) => Number.parseInt(digits.slice(at, at + 4), 16) / 0xffff,
  );
  return right > left && bottom > top ? { left, top, width: right - left, height: bottom - top } : null;
}
