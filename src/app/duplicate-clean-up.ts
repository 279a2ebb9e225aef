import type { Output, ParsedInput } from '../api/contract.ts';
import { folderName, shownName } from '../domain/path-bytes.ts';
import { bestFirst, bestReason } from '../search/duplicates/best-first.ts';
import type { Searcher } from '../search/searcher.ts';
import type { LibraryReader } from '../store/library-reader.ts';
import type { ScannedFileRow } from '../store/library-rows.ts';
import { duplicateOf } from './duplicate-of-photo.ts';
import type { Duplicates, PictureGroup } from './duplicates.ts';
import { isThere } from './exact-copies.ts';
import { type Merged, mergeStatements } from './merge-statements.ts';
import type { Trash } from './trash/trash.ts';
import { hitsView } from './views/hits-view.ts';
import { splitPath } from './views/photo-view.ts';

type Groups = Output<'duplicates.groups'>;
type Member = Groups['groups'][number]['members'][number];
type Chosen = ParsedInput<'duplicates.plan'>;

interface Parts {
  readonly searcher: Searcher;
  readonly reader: LibraryReader;
  readonly duplicates: Duplicates;
  readonly trash: Trash;
}

/** Groups of duplicates, and what cleaning them up does. */
export class DuplicateCleanUp {
  readonly #parts: Parts;
  #exact: { readonly revision: number; readonly groups: readonly PictureGroup[] } | null = null;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** A page of the groups, with the reason why the first is the one to keep. */
  groups({ kind, offset, limit }: ParsedInput<'duplicates.groups'>): Groups {
    const { duplicates } = this.#parts;
    const { working, part } = kind === 'near' ? duplicates.update() : { working: false, part: 1 };
    const groups = this.groupsOf(kind);
    return {
      working,
      part,
      total: groups.length,
      unread: kind === 'near' ? duplicates.unread : 0,
      groups: groups.slice(offset, offset + limit).flatMap((group) => {
        const members = kind === 'near' ? this.#photos(group) : this.#files(group);
        return members.length < 2 ? [] : [{ group: group.group, reason: group.reason, members }];
      }),
    };
  }

  /** What cleaning up would do; nothing is changed. */
  async plan(chosen: Chosen): Promise<Output<'duplicates.plan'>> {
    const { searcher, trash } = this.#parts;
    const named = new Set(chosen.groups);
    const keep = new Map(chosen.keep.map(({ group, members }) => [group, new Set(members)]));
    const wanted = this.groupsOf(chosen.kind).filter(({ group }) => named.has(group) !== chosen.all);
    const split = wanted
      .map((group) => splitGroup(group, keep.get(group.group)))
      .filter(({ go }) => go.length > 0);
    const isNear = chosen.kind === 'near';
    const photos = isNear ? split.flatMap(({ go }) => go) : [];
    const copies = isNear ? [] : split.map(({ group, stay }) => ({ photo: group, keep: stay }));
    // Of a group of which all goes, nobody takes anything over.
    const merged = isNear
      ? split.flatMap(({ stay: [keep], go }): Merged[] => (keep === undefined ? [] : [{ keep, others: go }]))
      : [];
    searcher.refresh();
    return {
      groups: split.length,
      stay: split.reduce((sum, { stay }) => sum + stay.length, 0),
      go: split.reduce((sum, { go }) => sum + go.length, 0),
      plan: split.length === 0 ? null : (await trash.plan({ photos, copies, files: [], search: '' })).plan,
      photos,
      merge: mergeStatements(this.#parts, merged),
    };
  }

  /** All groups of a kind; of near duplicates those of the last search. */
  groupsOf(kind: Chosen['kind']): readonly PictureGroup[] {
    return kind === 'near' ? this.#parts.duplicates.present() : this.#exactGroups();
  }

  /** Photos of which more than one file is there: a group is the photo, its members are the files. */
  #exactGroups(): readonly PictureGroup[] {
    const { searcher, reader } = this.#parts;
    const revision = searcher.revision();
    if (this.#exact?.revision === revision) return this.#exact.groups;
    const groups = [...this.#parts.duplicates.copies.byPhoto()].flatMap(([photo, rows]) => {
      const row = reader.photo(photo);
      if (row === null) return [];
      const sorted = bestFirst(
        rows.map((file) => ({ file: file.file, ...duplicateOf(row, file, null, false) })),
      );
      return [{ group: photo, members: sorted.map(({ file }) => file), reason: bestReason(sorted) }];
    });
    this.#exact = { revision, groups };
    return groups;
  }

  #photos({ members }: PictureGroup): Member[] {
    return members.flatMap((photo) => {
      const [file] = this.#parts.reader.files.filesOf([photo]).filter(isThere);
      return file === undefined ? [] : this.#member(photo, file);
    });
  }

  #files({ group, members }: PictureGroup): Member[] {
    const rows = new Map(this.#parts.reader.files.filesOf([group]).map((row) => [row.file, row]));
    return members.flatMap((file) => {
      const row = rows.get(file);
      return row === undefined ? [] : this.#member(file, row);
    });
  }

  #member(member: number, file: ScannedFileRow): Member[] {
    const { reader, searcher } = this.#parts;
    const [hit] = hitsView(reader, searcher.hitsOf([file.photo]));
    const format = reader.photo(file.photo)?.format;
    if (hit === undefined || format === undefined) return [];
    const { directory } = splitPath(file.path);
    return [
      {
        member,
        hit,
        format,
        bytes: file.size,
        name: shownName(file.name),
        directory: [folderName(file.folderPath), ...directory],
      },
    ];
  }
}

/** What stays of a group, the best of it first, and what goes. */
function splitGroup({ group, members }: PictureGroup, kept: ReadonlySet<number> | undefined) {
  const chosen = kept === undefined ? [] : members.filter((one) => kept.has(one));
  const stay = chosen.length > 0 ? chosen : members.slice(0, 1);
  return { group, stay, go: members.filter((one) => !stay.includes(one)) };
}
