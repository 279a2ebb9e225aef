/** The header of every call of a browser: the secret of its session that is never a cookie. */
export const KEY_HEADER = 'x-beachcomb-key';
/** A POST with the key ends the session. */
export const END_SESSION_PATH = '/session/end';

const FRAGMENT = /^#key=([\w-]{43})&pictures=([\w-]{43})$/;

/** The secrets of a browser's session that are never cookies. */
export interface SessionSecrets {
  readonly key: string;
  /** Part of the address of each picture. */
  readonly pictures: string;
}

/** The fragment of an address, which a browser sends to no server. */
export const fragmentOf = ({ key, pictures }: SessionSecrets): string => `#key=${key}&pictures=${pictures}`;

/** Reads what `fragmentOf` wrote; null if it is something else. */
export function secretsFrom(fragment: string): SessionSecrets | null {
  const [, key, pictures] = FRAGMENT.exec(fragment) ?? [];
  return key === undefined || pictures === undefined ? null : { key, pictures };
}

/** The path of a picture on the server. */
export const picturePath = (
  { pictures }: SessionSecrets,
  size: 'thumbnail' | 'original' | 'motion' | 'face',
  photo: number | string,
): string => `/photo/${pictures}/${size}/${photo}`;

const SECRET = String.raw`([\w-]{43})`;
/** Path of a download on the server: the secret of pictures, and its token. */
export const DOWNLOAD_PATH = new RegExp(`^/download/${SECRET}/${SECRET}$`);

/** The path of a prepared download on the server. */
export const downloadPath = ({ pictures }: SessionSecrets, token: string): string =>
  `/download/${pictures}/${token}`;
