import type { FaceBox } from './face.ts';
import { faceBoxOf } from './face-box.ts';

/** A face of a photo as one text: the photo's number and the box in 65535ths, left-top-right-bottom. */
export const FACE_ID = /^[1-9]\d{0,14}(-\d{1,5}){4}$/;

export const faceIdOf = (photo: number, boxText: string): string =>
  `${photo}-${boxText.replaceAll(',', '-')}`;

/** @throws Error if this is not the id of a face */
export function partsOfFaceId(id: string): { readonly photo: number; readonly box: FaceBox } {
  const [photo = '', ...box] = id.split('-');
  return { photo: Number(photo), box: faceBoxOf(box.join()) };
}
