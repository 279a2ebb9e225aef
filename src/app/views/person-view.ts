import type { Output } from '../../api/contract.ts';
import { faceOverlap } from '../../domain/face-box.ts';
import type { PhotoIndex } from '../../search/index/photo-index.ts';
import type { Person, PhotoFace } from '../../search/people/people-index.ts';

/** Whether the photo of a face is shown: its file is there. */
export function isFaceShown(index: PhotoIndex, { photo }: PhotoFace): boolean {
  const ordinal = index.shownOrdinalOf(photo);
  return ordinal !== null && !index.isMissing(ordinal);
}

/**
 * The faces of a person in photos that are there, the best one first; without those of a RAW that the developed picture
 * of its stack shows too.
 */
export function shownFaces(index: PhotoIndex, { faces }: Person): PhotoFace[] {
  const there = faces.filter((face) => isFaceShown(index, face));
  const byPhoto = Map.groupBy(there, ({ photo }) => photo);
  return there.filter(({ photo, box }) => {
    const shown = index.shownPhotoOf(photo);
    return shown === photo || (byPhoto.get(shown) ?? []).every((other) => faceOverlap(other.box, box) === 0);
  });
}

/** A person for the window, with the faces in photos that are there; photos are counted as they are shown. */
export function personView(index: PhotoIndex, person: Person): Output<'people.list'>[number] {
  const faces = shownFaces(index, person);
  const { cover } = person;
  const isCoverShown = cover !== null && isFaceShown(index, cover);
  return {
    person: person.key,
    name: person.name === '' ? null : person.name,
    hidden: person.isHidden,
    birthday: person.birthday,
    faces: faces.length,
    photos: new Set(faces.map(({ photo }) => index.shownOrdinalOf(photo))).size,
    cover: (isCoverShown ? cover : faces[0])?.id ?? null,
  };
}
