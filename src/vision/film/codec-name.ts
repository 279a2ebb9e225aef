/** Codecs by the names and the four characters that containers have for them. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  h264: ['avc', 'avc1', 'avc3', 'h264', 'x264', 'davc'],
  hevc: ['hevc', 'hvc1', 'hev1', 'h265', 'hvc2', 'dvh1', 'dvhe'],
  vp8: ['vp8', 'vp80'],
  vp9: ['vp9', 'vp90', 'vp09'],
  av1: ['av1', 'av01'],
  mjpeg: ['mjpg', 'mjpa', 'mjpb', 'jpeg', 'avrn', 'ljpg', 'dmb1', 'v_mjpeg'],
  mpeg4: ['mp4v', 'xvid', 'divx', 'dx50', 'fmp4', 'mp42', 'm4s2', 'div3', '3iv2'],
  h263: ['s263', 'h263'],
  prores: ['apch', 'apcn', 'apcs', 'apco', 'ap4h', 'ap4x'],
  dv: ['dvsd', 'dvc ', 'dvcp', 'dv25', 'dvhd', 'dvh5'],
};
const NAME_OF: ReadonlyMap<string, string> = new Map(
  Object.entries(NAMES).flatMap(([name, codes]) => codes.map((code) => [code, name] as const)),
);
const LONGEST = 20;

/** Usual name of a codec; what is not known is returned in lower case, without what is no letter or digit. */
export function codecName(code: string): string {
  const plain = code.toLowerCase();
  return NAME_OF.get(plain) ?? (plain.replace(/[^a-z0-9_]/gu, '').slice(0, LONGEST) || 'unknown');
}
