import type { Output } from '../../src/api/contract.ts';
import type { Library } from '../../src/app/library.ts';
import { knownPart } from '../../src/knowledge/dates/written-date.ts';

/** One photo of a library: its files, and what is known of it. */
export interface TableRow {
  /** Files of the photo below the chosen folder, then its RAW files and films. */
  readonly files: string;
  /** As far as it is known, with its source. */
  readonly date: string;
  readonly place: string;
  /** Caption, keywords, people, albums, stars and favourite. */
  readonly words: string;
}

const MOST = 1000;

function rowOf(details: Output<'photo.get'>): TableRow {
  const { places, raws, films, takenAt, location, placeNames } = details;
  const files = places.map(({ directory, name }) => [...directory, name].join('/')).sort();
  const words = [
    ...(details.caption?.split('\n') ?? []),
    ...details.keywords,
    ...details.people,
    ...details.albums.map(({ name }) => `album ${name}`),
    ...(details.rating === null ? [] : [`rated ${details.rating}`]),
    ...(details.favourite ? ['favourite'] : []),
  ];
  return {
    files: [...files, ...raws, ...films].join(' + '),
    date: takenAt === null ? '' : `${knownPart(takenAt)} ${takenAt.from}`,
    place: [...(location?.places.map(({ en }) => en) ?? []), ...placeNames].join(', '),
    words: [...new Set(words)].join('; '),
  };
}

/** Every photo that a library shows, by its files. */
export async function libraryTable({ handlers }: Library): Promise<TableRow[]> {
  const { hits } = await handlers['search.run']({
    text: '',
    sort: 'date',
    verbatim: false,
    offset: 0,
    limit: MOST,
  });
  const details = await Promise.all(hits.map(({ photo }) => handlers['photo.get']({ photo, text: '' })));
  return details.map(rowOf).sort((a, b) => (a.files < b.files ? -1 : 1));
}

/** The rows as text, a tab between the columns. */
export const tableText = (rows: readonly TableRow[]): string =>
  ['files\tdate\tplace\twords', ...rows.map((row) => Object.values(row).join('\t'))].join('\n');
