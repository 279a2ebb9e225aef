/** Namespaces by the prefixes that programs commonly give them. */
export const XMP_NAMESPACES = {
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  dc: 'http://purl.org/dc/elements/1.1/',
  xmp: 'http://ns.adobe.com/xap/1.0/',
  lr: 'http://ns.adobe.com/lightroom/1.0/',
  digiKam: 'http://www.digikam.org/ns/1.0/',
  // A form that an older Beachcomb would misread gets a namespace of its own.
  beachcomb: 'beachcomb:ns:1.0/',
} as const;

/** The full name of a property, namespace and local name in one, for a name such as `dc:subject`. */
export function xmpName(short: `${keyof typeof XMP_NAMESPACES}:${string}`): string {
  const colon = short.indexOf(':');
  return XMP_NAMESPACES[short.slice(0, colon) as keyof typeof XMP_NAMESPACES] + short.slice(colon + 1);
}
