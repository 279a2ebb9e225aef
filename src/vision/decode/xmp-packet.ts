import { plainXml } from './plain-xml.ts';

const PACKET = '<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>\n';

const END = /<\/(?:[\w-]+:)?(?:xmpmeta|xapmeta)\s*>/gu;

/**
 * The bytes of a sidecar, or of XMP in another file, as the metadata reader takes them: a packet in UTF-8, without what
 * lies around it. Null for what is no XMP, and for a document type, because XMP has none and it could define entities.
 */
export function packetOfXmp(text: string): Buffer | null {
  const start = /<(?:[\w-]+:)?(?:xmpmeta|xapmeta|RDF)[\s>]/u.exec(text)?.index;
  if (start === undefined || /<!(?:DOCTYPE|ENTITY)/iu.test(text)) return null;
  const end = [...text.matchAll(END)].at(-1);
  return Buffer.from(
    PACKET + plainXml(text.slice(start, end === undefined ? undefined : end.index + end[0].length)),
  );
}
