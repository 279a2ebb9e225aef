import type { FaceBox } from '../../domain/face.ts';
import { faceBoxOf, faceBoxText, faceOverlap } from '../../domain/face-box.ts';
import type { FoundFaceRow, PeopleRows } from '../../store/people-reader.ts';
import { faceKey } from './people-groups.ts';
import type { PersonKeys } from './person-keys.ts';

/** A face of a photo with what is known of it: found by the network, named by the user or by another program. */
export interface KnownFace {
  readonly photo: number;
  /** Its box as user data names it, which outlives the network that found it. */
  boxText: string;
  readonly box: FaceBox;
  /** Null: only named, not found. */
  readonly found: FoundFaceRow | null;
  /** Key of the person that it is; null: not known. */
  person: string | null;
  /** The user said so. */
  isConfirmed: boolean;
  readonly notPeople: Set<string>;
}

/** A second statement on one face has to fit it as well as this. */
const SAME_STATEMENT = 0.5;

/** The faces of all photos, in the order in which they were found; behind them those that are only named. */
export function photoFaces(rows: PeopleRows, keys: PersonKeys): KnownFace[] {
  const byPhoto = new Map<number, KnownFace[]>();
  const enter = (face: KnownFace): KnownFace => {
    byPhoto.set(face.photo, [...(byPhoto.get(face.photo) ?? []), face]);
    return face;
  };
  for (const found of rows.found) enter({ ...blank(found.photo, found.boxText, found.box), found });
  const anchored = new Map<string, KnownFace>();
  /** The face at a place of user data; null if nothing was found there. */
  const faceAt = (photo: number, boxText: string): KnownFace | null => {
    const known = anchored.get(faceKey({ photo, boxText }));
    if (known !== undefined) return known;
    const box = faceBoxOf(boxText);
    const [best] = nearest(byPhoto.get(photo) ?? [], box);
    if (best === undefined) return null;
    const isTaken = best.face.boxText !== faceBoxText(best.face.box);
    if (isTaken && best.overlap < SAME_STATEMENT) return null;
    anchored.set(faceKey({ photo, boxText }), best.face);
    best.face.boxText = boxText;
    return best.face;
  };
  for (const { photo, name, box } of rows.regions) {
    const [best] = nearest(byPhoto.get(photo) ?? [], box);
    const face = best?.face.person === null ? best.face : enter(blank(photo, faceBoxText(box), box));
    face.person = keys.ofName(name);
  }
  for (const { photo, boxText, person, applies } of rows.statements) {
    const key = keys.ofPerson(person);
    let face = faceAt(photo, boxText);
    if (face === null && !applies) continue;
    if (face === null) {
      face = enter(blank(photo, boxText, faceBoxOf(boxText)));
      anchored.set(faceKey({ photo, boxText }), face);
    }
    state(face, key, applies);
  }
  const denied = new Set<KnownFace>();
  for (const { photo, boxText } of rows.notFaces) {
    const face = faceAt(photo, boxText);
    if (face !== null) denied.add(face);
  }
  return [...byPhoto.values()].flat().filter((face) => !denied.has(face));
}

/** The latest statement on a face counts. */
function state(face: KnownFace, person: string, applies: boolean): void {
  if (applies) {
    face.person = person;
    face.isConfirmed = true;
    face.notPeople.delete(person);
    return;
  }
  face.notPeople.add(person);
  if (face.person === person) {
    face.person = null;
    face.isConfirmed = false;
  }
}

const blank = (photo: number, boxText: string, box: FaceBox): KnownFace => ({
  photo,
  boxText,
  box,
  found: null,
  person: null,
  isConfirmed: false,
  notPeople: new Set(),
});

/** Faces that may be at a place, the best fit first. */
const nearest = (
  faces: readonly KnownFace[],
  box: FaceBox,
): { readonly face: KnownFace; readonly overlap: number }[] =>
  faces
    .map((face) => ({ face, overlap: faceOverlap(face.box, box) }))
    .filter(({ overlap }) => overlap > 0)
    .sort((a, b) => b.overlap - a.overlap);
