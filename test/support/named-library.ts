import type { TakenAt } from '../../src/domain/metadata.ts';
import type { WordsField } from '../../src/search/index/owner-text.ts';
import type { Searcher } from '../../src/search/searcher.ts';
import { IndexWriter } from '../../src/store/index-writer.ts';
import { foundFile } from './found-file.ts';
import { madePhoto } from './made-photo.ts';
import { startLibrary } from './start-library.ts';

/**
 * Where an owner writes a name, by the field in which words are found; null for names of people and places, which have
 * no other forms and tests of their own.
 */
const NAMED = {
  keyword: 'keyword',
  caption: 'caption',
  album: 'album',
  label: 'custom label',
  folder: 'folder',
  name: 'file name',
  person: null,
  place: null,
} as const satisfies Record<WordsField, string | null>;
export type NamedField = NonNullable<(typeof NAMED)[WordsField]>;
export const NAMED_FIELDS: readonly NamedField[] = Object.values(NAMED).filter((field) => field !== null);

/** A name, and where its owner wrote it. */
export interface Named {
  readonly name: string;
  readonly field: NamedField | 'person';
  /** Of the photo; else it has no date. */
  readonly year?: number;
  /** A line of text in the photo. */
  readonly line?: string;
}

const LINE_BOX = [
  [0.1, 0.1],
  [0.6, 0.1],
  [0.6, 0.2],
  [0.1, 0.2],
] as const;

const takenIn = (year: number): TakenAt => ({
  local: `${year}-06-15T12:00:00`,
  precision: 'second',
  offset: null,
  from: 'exif-original',
});

/**
 * Makes a library with one photo a name, which stands where it says and nowhere else; photo n is number n of the names,
 * from 1, and its file has no other words in its name.
 * @param library path of the new library @returns the same
 */
export function makeNamedLibrary(library: string, names: readonly Named[]): string {
  const userData = startLibrary(library);
  const folder = userData.addFolder(Buffer.from('/photos'), 0);
  const writer = new IndexWriter(library);
  writer.scanned.addFiles(
    folder,
    names.map(({ name, field }, at) => {
      const directory = field === 'folder' ? name : at;
      return foundFile(`${directory}/${field === 'file name' ? name : at}.jpg`, at);
    }),
  );
  writer.photos.save(
    names.map(({ name, field, year }, at) => {
      const made = madePhoto(at + 1, at + 1);
      const metadata = {
        keywords: field === 'keyword' ? [name] : [],
        ...(field === 'caption' ? { caption: name } : {}),
        ...(field === 'person' ? { people: [{ name, area: null }] } : {}),
        ...(year === undefined ? {} : { takenAt: takenIn(year) }),
      };
      return { ...made, decoded: { ...made.decoded, metadata } };
    }),
    'm',
  );
  const lines = names.flatMap(({ line }, at) => (line === undefined ? [] : [{ photo: at + 1, line }]));
  writer.analyses.save(
    'text',
    1,
    lines.map(({ photo, line }) => ({
      photo,
      outcome: { save: ({ text }) => text(photo, [{ text: line, confidence: 1, box: LINE_BOX }]) },
    })),
  );
  writer.close();
  for (const [at, { name, field }] of names.entries()) {
    if (field === 'album')
      userData.statements.setInAlbum(userData.statements.addAlbum(name, null, at), [at + 1], true);
    if (field === 'custom label')
      userData.statements.correct(
        [{ photo: at + 1, label: userData.statements.addCustomLabel(name, at), applies: true }],
        at,
      );
  }
  userData.close();
  return library;
}

/** Names of the photos that a search likely finds in such a library, sorted. */
export const likelyNames =
  (searcher: Searcher, names: readonly Named[]) =>
  (text: string): string[] => {
    const result = searcher.search(text, { sort: 'relevance', all: false });
    return result
      .hits(0, result.likely)
      .map(({ photo }) => names[photo - 1]?.name ?? '')
      .toSorted();
  };
