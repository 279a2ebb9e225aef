import { createHash } from 'node:crypto';
import { cleanText } from '../domain/clean-text.ts';
import { toStored } from '../domain/turned-area.ts';
import type { SidecarRegions } from './sidecar-record.ts';
import { escapeXml, parseNodes, valuesIn, type XmpProperty } from './xmp-tree.ts';

/** More digits than a picture has pixels on a side. */
const DIGITS = 6;

const fraction = (value: number): string => String(Number(value.toFixed(DIGITS)));

/**
 * Faces with names as the regions of the Metadata Working Group, which digiKam, Lightroom and Picasa read: areas of the
 * stored picture, before its orientation turns it. Empty where nothing is known of the stored picture.
 */
export function regionsElement({ faces, picture }: SidecarRegions): string {
  if (picture === null || faces.length === 0) return '';
  const items = faces.map(({ name, box: { left, top, right, bottom } }) => {
    const area = toStored(picture.orientation, [
      (left + right) / 2,
      (top + bottom) / 2,
      right - left,
      bottom - top,
    ]);
    const [x = '', y = '', w = '', h = ''] = area.map(fraction);
    return [
      '<rdf:li rdf:parseType="Resource">',
      ` <mwg-rs:Name>${escapeXml(cleanText(name))}</mwg-rs:Name>`,
      ' <mwg-rs:Type>Face</mwg-rs:Type>',
      ` <mwg-rs:Area stArea:x="${x}" stArea:y="${y}" stArea:w="${w}" stArea:h="${h}" stArea:unit="normalized"/>`,
      '</rdf:li>',
    ].join('\n      ');
  });
  return `
   <mwg-rs:Regions rdf:parseType="Resource">
    <mwg-rs:AppliedToDimensions stDim:w="${picture.width}" stDim:h="${picture.height}" stDim:unit="pixel"/>
    <mwg-rs:RegionList>
     <rdf:Bag>
      ${items.join('\n      ')}
     </rdf:Bag>
    </mwg-rs:RegionList>
   </mwg-rs:Regions>`;
}

/** What identifies regions whatever program writes them again without a change. */
export function regionsMark(element: string): string {
  const [node] = parseNodes(element.trim());
  return node === undefined ? '' : markOf(valuesIn(node));
}

/** The same of regions in a sidecar. */
export const markOfProperty = ({ at }: XmpProperty): string =>
  typeof at === 'string' ? '' : markOf(valuesIn(at));

const markOf = (values: readonly string[]): string =>
  createHash('sha256').update(values.toSorted().join('\n')).digest('hex').slice(0, 32);
