import * as z from 'zod';
import { cleanText } from '../domain/clean-text.ts';
import { PHOTO_EDIT_FIELDS, photoEditsOf } from '../domain/photo-edit.ts';
import { faceBoxSchema } from './people-from-json.ts';
import type { SidecarCorrection, SidecarFace, SidecarRecord, SidecarUserData } from './sidecar-record.ts';
import { userDataFields } from './user-data-fields.ts';
import { xmpName } from './xmp-name.ts';
import { parseXmp, type XmpItem } from './xmp-tree.ts';

/** Maximum number of entries per kind, so that a hostile sidecar stays small in the library. */
const MOST = 1000;

type ItemsOf = (name: string) => readonly XmpItem[];

/**
 * Reads a sidecar of Beachcomb, digiKam, Lightroom or another program. Irrelevant and invalid entries are left out.
 * @throws {BeachcombError} `bad-request` for broken or oversized XML, or XML that is not XMP
 */
export function readXmp(xmp: string): SidecarRecord {
  const { properties } = parseXmp(xmp);
  const itemsOf: ItemsOf = (name) =>
    properties.flatMap((property) => (property.name === name ? property.items : [])).slice(0, MOST);
  const pathsOf = (name: string, separator: string): string[][] =>
    itemsOf(name)
      .map(({ text }) =>
        text
          .split(separator, MOST)
          .map((part) => cleanText(part))
          .filter(Boolean),
      )
      .filter((path) => path.length > 0);
  const hierarchical = pathsOf(xmpName('lr:hierarchicalSubject'), '|');
  const paths = hierarchical.length > 0 ? hierarchical : pathsOf(xmpName('digiKam:TagsList'), '/');
  return {
    keywords: [...new Set(itemsOf(xmpName('dc:subject')).map(({ text }) => cleanText(text)))].filter(Boolean),
    paths: [...new Map(paths.map((path) => [path.join('|'), path])).values()],
    rating: ratingOf(itemsOf(xmpName('xmp:Rating'))[0]?.text),
    userData: userDataOf(itemsOf),
  };
}

function ratingOf(text: string | undefined): number | null {
  const rating = Math.round(Number(text ?? Number.NaN));
  return rating === -1 || (rating >= 1 && rating <= 5) ? rating : null;
}

const correctionSchema = z.object({
  label: userDataFields.label,
  name: userDataFields.name,
  applies: z.enum(['yes', 'no']).transform((applies) => applies === 'yes'),
  at: userDataFields.time,
});

const faceSchema = z.object({
  name: userDataFields.name,
  box: faceBoxSchema,
  at: userDataFields.time,
});

function userDataOf(itemsOf: ItemsOf): SidecarUserData | null {
  const photo = userDataFields.hash.safeParse(itemsOf(xmpName('beachcomb:Photo'))[0]?.text);
  if (!photo.success) return null;
  const favourite = userDataFields.time.safeParse(itemsOf(xmpName('beachcomb:Favourite'))[0]?.text);
  const corrections = itemsOf(xmpName('beachcomb:Answers')).flatMap(({ fields }): SidecarCorrection[] => {
    const correction = correctionSchema.safeParse({
      label: fields.get(xmpName('beachcomb:Label')),
      name: fields.get(xmpName('beachcomb:Name')),
      applies: fields.get(xmpName('beachcomb:Says')),
      at: fields.get(xmpName('beachcomb:At')),
    });
    return correction.success ? [correction.data] : [];
  });
  const faces = itemsOf(xmpName('beachcomb:Faces')).flatMap(({ fields }): SidecarFace[] => {
    const face = faceSchema.safeParse({
      name: fields.get(xmpName('beachcomb:Name')),
      box: fields.get(xmpName('beachcomb:Box')),
      at: fields.get(xmpName('beachcomb:At')),
    });
    return face.success ? [face.data] : [];
  });
  const edits = itemsOf(xmpName('beachcomb:Edits')).flatMap(({ fields }): SidecarUserData['edits'] => {
    const [field, value] = [fields.get(xmpName('beachcomb:Field')), fields.get(xmpName('beachcomb:Value'))];
    const known = PHOTO_EDIT_FIELDS.find((one) => one === field);
    const at = userDataFields.time.safeParse(fields.get(xmpName('beachcomb:At')));
    if (known === undefined || value === undefined || !at.success) return [];
    const read = photoEditsOf([{ field: known, value }])[known];
    return read === undefined ? [] : [{ field: known, value: JSON.stringify(read), at: at.data }];
  });
  return {
    photo: photo.data,
    favourite: favourite.success ? favourite.data : null,
    corrections,
    faces,
    edits,
  };
}
