import type { Output, ParsedInput } from '../api/contract.ts';
import { joinPath } from '../domain/path-bytes.ts';
import { isThere } from './exact-copies.ts';
import type { LibraryParts } from './library-parts.ts';
import { hitsView } from './views/hits-view.ts';
import { pathFields } from './views/path-fields.ts';

type Listed = Output<'duplicates.list'>;

/** All groups of duplicates with the paths of their files; searches for near ones again if the library has changed. */
export function listDuplicates(
  parts: Pick<LibraryParts, 'reader' | 'searcher' | 'duplicates' | 'cleanUp'>,
  { kind }: ParsedInput<'duplicates.list'>,
): Listed {
  const { reader, searcher, duplicates, cleanUp } = parts;
  const state = kind === 'exact' ? { working: false, part: 1 } : duplicates.update();
  const near = kind === 'exact' ? [] : cleanUp.groupsOf('near');
  const exact = kind === 'near' ? [] : cleanUp.groupsOf('exact');
  const photos = [...near.flatMap(({ members }) => members), ...exact.map(({ group }) => group)];
  const files = reader.files.filesOf(searcher.stacksOf(photos)).filter(isThere);
  const filesOf = Map.groupBy(files, ({ photo }) => photo);
  const placeOf = ({ folderPath, path }: (typeof files)[number]) => pathFields(joinPath(folderPath, path));
  return {
    ...state,
    total: near.length,
    groups: near.map(({ members }) =>
      hitsView(reader, searcher.hitsOf(members)).map((hit) => ({
        ...hit,
        // Those of the RAW in its stack last.
        files: searcher.index.stackOf(hit.photo).flatMap((photo) => (filesOf.get(photo) ?? []).map(placeOf)),
      })),
    ),
    exact: exact.map(({ group, members }) => ({
      photo: group,
      files: members.flatMap((member) =>
        (filesOf.get(group) ?? []).filter(({ file }) => file === member).map(placeOf),
      ),
    })),
    unread: kind === 'exact' ? 0 : duplicates.unread,
  };
}
