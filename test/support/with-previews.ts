/** A smaller picture that a file has beside the photo. */
export interface Preview {
  readonly jpeg: Uint8Array;
  /** Type of the picture: 0x10002 is for a screen of full HD, 0x20001 a part of a panorama. */
  readonly type?: number;
  /** Where the file says that it is, in bytes from where it is. */
  readonly shift?: number;
}

/** A JPEG with smaller pictures of the photo behind it, as cameras write them (CIPA DC-007, big-endian). */
export function withPreviews(photo: Uint8Array, ...previews: readonly Preview[]): Buffer {
  const count = previews.length + 1;
  const [header, directory, entry] = [8, 2 + 3 * 12 + 4, 16];
  const mpf = Buffer.alloc(header + directory + count * entry);
  mpf.write('MM\0*', 'latin1');
  mpf.writeUInt32BE(header, 4);
  mpf.writeUInt16BE(3, header);
  /** @param type 4 is a number of 32 bits, 7 bytes */
  const field = (at: number, tag: number, type: number, length: number, value: number | string): void => {
    const start = header + 2 + at * 12;
    mpf.writeUInt16BE(tag, start);
    mpf.writeUInt16BE(type, start + 2);
    mpf.writeUInt32BE(length, start + 4);
    if (typeof value === 'string') mpf.write(value, start + 8, 'latin1');
    else mpf.writeUInt32BE(value, start + 8);
  };
  field(0, 0xb000, 7, 4, '0100');
  field(1, 0xb001, 4, 1, count);
  field(2, 0xb002, 7, count * entry, header + directory);
  const segment = Buffer.concat([Buffer.from([0xff, 0xe2, 0, mpf.length + 6]), Buffer.from('MPF\0'), mpf]);
  // Behind the first segment, which is JFIF's or EXIF's.
  const at = 4 + Buffer.from(photo).readUInt16BE(4);
  const whole = photo.length + segment.length;
  // Places count from the header of the directory, which is 8 bytes into the segment.
  const origin = at + 8;
  let behind = whole;
  const entries = [
    { type: 0x030000, size: whole, offset: 0 },
    ...previews.map(({ jpeg, type = 0x010002, shift = 0 }) => {
      const offset = behind - origin + shift;
      behind += jpeg.length;
      return { type, size: jpeg.length, offset };
    }),
  ];
  entries.forEach(({ type, size, offset }, i) => {
    const start = segment.length - count * entry + i * entry;
    segment.writeUInt32BE(type, start);
    segment.writeUInt32BE(size, start + 4);
    segment.writeUInt32BE(offset >>> 0, start + 8);
  });
  return Buffer.concat([photo.slice(0, at), segment, photo.slice(at), ...previews.map(({ jpeg }) => jpeg)]);
}
