import { joinPath } from '../domain/path-bytes.ts';
import { correctedSearch } from './corrected-search.ts';
import type { LibrarySearch, ProblemFile } from './library.ts';
import { namedPeople } from './named-faces.ts';
import type { SearchParts } from './open-search-parts.ts';
import { metadataView } from './views/photo-view.ts';
import { meaningIn, reasonView } from './views/search-view.ts';

const PROBLEMS_AT_ONCE = 1000;

/** What a library finds, and all that the command line prints of it. */
export function librarySearch(
  parts: Pick<SearchParts, 'reader' | 'searcher' | 'people' | 'spelling'>,
): LibrarySearch {
  const { reader, searcher, people, spelling } = parts;
  return {
    search: async (text, how) => {
      await people.settled();
      return correctedSearch(searcher, spelling, text, how);
    },
    describe: (word, result) => meaningIn(result, word, searcher.index.userData.customLabels),
    reasons: (result, photo) =>
      result.reasons(photo).map((reason) => reasonView(reason, searcher.index.userData.customLabels)),
    problems: () => problemFiles(parts),
    paths: (photo) =>
      searcher.index
        .stackOf(photo)
        .flatMap((one) => reader.files.places(one))
        .map(({ folderPath, path }) => joinPath(folderPath, path)),
    metadata: (photo) => {
      const row = reader.photo(photo);
      return row === null
        ? null
        : {
            ...metadataView(row),
            namedPeople: namedPeople(people, row.id, row.people),
            text: reader.textLines(photo).map(({ text }) => text),
          };
    },
  };
}

function* problemFiles({ reader }: Pick<SearchParts, 'reader'>): Generator<ProblemFile> {
  for (let offset = 0; ; offset += PROBLEMS_AT_ONCE) {
    const { rows } = reader.files.problems(offset, PROBLEMS_AT_ONCE);
    for (const { folderPath, path, kind, detail } of rows)
      yield { path: joinPath(folderPath, path), kind, detail };
    if (rows.length < PROBLEMS_AT_ONCE) return;
  }
}
