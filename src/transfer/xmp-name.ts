/** Namespaces by their common prefixes. */
export const XMP_NAMESPACES = {
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  dc: 'http://purl.org/dc/elements/1.1/',
  xmp: 'http://ns.adobe.com/xap/1.0/',
  lr: 'http://ns.adobe.com/lightroom/1.0/',
  digiKam: 'http://www.digikam.org/ns/1.0/',
  exif: 'http://ns.adobe.com/exif/1.0/',
  tiff: 'http://ns.adobe.com/tiff/1.0/',
  Iptc4xmpExt: 'http://iptc.org/std/Iptc4xmpExt/2008-02-29/',
  'mwg-rs': 'http://www.metadataworkinggroup.com/schemas/regions/',
  stArea: 'http://ns.adobe.com/xmp/sType/Area#',
  stDim: 'http://ns.adobe.com/xap/1.0/sType/Dimensions#',
  // Use a new namespace for a format that an older Beachcomb would misread.
  beachcomb: 'beachcomb:ns:1.0/',
} as const;

/** Expands a name such as `dc:subject` to namespace plus local name. */
export function xmpName(short: `${keyof typeof XMP_NAMESPACES}:${string}`): string {
  const colon = short.indexOf(':');
  return XMP_NAMESPACES[short.slice(0, colon) as keyof typeof XMP_NAMESPACES] + short.slice(colon + 1);
}
