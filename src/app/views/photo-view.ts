import type * as z from 'zod';
import { plainMetadata } from '../../api/contract/photo-calls.ts';
import type { Output } from '../../api/contract.ts';
import { BeachcombError } from '../../domain/error.ts';
import type { ShownField } from '../../domain/metadata.ts';
import { folderName, shownName } from '../../domain/path-bytes.ts';
import { isFilmFormat } from '../../domain/photo-format.ts';
import { readDetail } from '../../domain/problem-detail.ts';
import { isLabel, labelOf } from '../../knowledge/labels/vocabulary.ts';
import { placeName } from '../../knowledge/places/gazetteer.ts';
import { placesAt } from '../../knowledge/places/places-at.ts';
import { seenWords } from '../../search/evaluate/seen-text.ts';
import { isInLine } from '../../search/index/photo-text.ts';
import { partsOf, type QueryPart } from '../../search/query-parts.ts';
import type { SearchResult } from '../../search/search-result.ts';
import type { Searcher } from '../../search/searcher.ts';
import type { LibraryReader } from '../../store/library-reader.ts';
import type { PhotoRow } from '../../store/library-rows.ts';
import type { EditedRow } from '../../store/photo-edits.ts';
import { programVersion } from '../program-version.ts';
import { labelName } from './label-name.ts';
import { rowOfStack } from './row-of-stack.ts';
import { reasonView } from './search-view.ts';

/** @throws BeachcombError `not-found` */
export function photoRow(reader: LibraryReader, photo: number): EditedRow<PhotoRow> {
  const row = reader.photo(photo);
  if (row === null) throw new BeachcombError('not-found', `There is no photo ${photo}.`);
  return row;
}

/** Splits a path under a folder into its directories and its name, for display. */
export function splitPath(path: Uint8Array): { directory: string[]; name: string } {
  const parts = shownName(path).split('/');
  return { directory: parts.slice(0, -1), name: parts.at(-1) ?? '' };
}

type PlainMetadata = z.output<typeof plainMetadata>;

/** Metadata of a photo's file, by the names of the contract. */
export const metadataView = (row: PhotoRow & PlainMetadata): Pick<Output<'photo.get'>, ShownField> => ({
  ...plainMetadata.parse(row),
  takenAt:
    row.takenAt === null || row.takenFrom === null
      ? null
      : {
          local: row.takenAt,
          precision: row.takenPrecision ?? 'second',
          offset: row.takenOffset,
          from: row.takenFrom,
        },
  location:
    row.latitude === null || row.longitude === null
      ? null
      : {
          latitude: row.latitude,
          longitude: row.longitude,
          places: placesAt(row.latitude, row.longitude).map(placeName),
        },
  keywords: [...row.keywords],
  people: [...row.people],
  placeNames: [...row.placeNames],
});

/** The lines of text in a photo; those that a search found are marked. */
function textView(
  reader: LibraryReader,
  photo: number,
  result: SearchResult | null,
): Output<'photo.get'>['text'] {
  const wanted = result === null ? [] : partsOf(result.query).flatMap(textsLookedFor);
  return reader.textLines(photo).map(({ text, box }) => ({
    text,
    box: box.map(([x, y]): [number, number] => [x, y]),
    isFound: wanted.some((one) => isInLine(text, one)),
  }));
}

/** What a part of a search looks for in the text of photos. */
function textsLookedFor({ words, text, negated }: QueryPart): string[] {
  if (negated) return [];
  if (text !== null) return seenWords(text).map((one) => one.text);
  return words.flatMap(({ interpretations }) =>
    interpretations.flatMap((one) => (one.as === 'text' ? [one.wanted] : [])),
  );
}

/** Names of the RAW files, or of the films, of a stack, if the photo is the one that it is shown as. */
function namesBeside(
  reader: LibraryReader,
  [shown, ...others]: readonly number[],
  photo: number,
  wanted: 'raws' | 'films',
): string[] {
  if (shown !== photo) return [];
  const chosen = others.filter(
    (one) => isFilmFormat(reader.photo(one)?.format ?? '') === (wanted === 'films'),
  );
  return [
    ...new Set(chosen.flatMap((one) => reader.files.places(one).map(({ path }) => splitPath(path).name))),
  ];
}

/** All details of one photo, for the window. */
export function photoView(
  reader: LibraryReader,
  searcher: Searcher,
  photo: number,
  text: string,
): Output<'photo.get'> {
  const { index, labels } = searcher;
  searcher.refresh();
  const own = photoRow(reader, photo);
  const stack = index.stackOf(own.id);
  const row = rowOfStack(reader, own, stack);
  // Its own id: that which was asked for may be of a listed photo that turned out to be this one.
  const ordinal = index.shownOrdinalOf(row.id);
  const result = text.trim() === '' ? null : searcher.search(text, { sort: 'relevance', all: false });
  return {
    photo,
    format: row.format,
    width: row.width,
    height: row.height,
    ...metadataView(row),
    framesSeen: row.frames,
    framesUnreadable: row.frames === 0 && reader.isFilmGivenUp(row.id, programVersion()),
    turn: row.turn,
    hidden: row.hidden,
    edited: [...row.edited],
    favourite: ordinal !== null && index.userData.favourites.has(ordinal),
    albums: index.userData.albums
      .filter(({ photos }) => ordinal !== null && photos.includes(ordinal))
      .map(({ id, name }) => ({ album: id, name })),
    missingSince: reader.files.missingSince(photo),
    warning: row.warning === null ? null : readDetail(row.warning),
    labels:
      ordinal === null
        ? []
        : labels
            .of(ordinal)
            // Corrections of the user are always shown.
            .filter(({ label, correction }) => correction !== null || !isLabel(label) || labelOf(label).shown)
            .map((one) => ({ ...one, name: labelName(one.label, index.userData.customLabels) })),
    places: reader.files.places(photo).map(({ folder, folderPath, path }) => ({
      folder,
      folderName: folderName(folderPath),
      ...splitPath(path),
    })),
    raws: namesBeside(reader, stack, row.id, 'raws'),
    films: namesBeside(reader, stack, row.id, 'films'),
    text: textView(reader, row.id, result),
    reasons: result?.reasons(row.id).map((reason) => reasonView(reason, index.userData.customLabels)) ?? [],
  };
}
