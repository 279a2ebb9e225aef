import {
  KEY_HEADER,
  picturePath,
  type SessionSecrets,
  secretsFrom,
} from '../../../../src/api/session-secrets.ts';
import { type Answered, ask } from './ask.ts';

export interface EnteredServer {
  readonly port: number;
  /** NAME=VALUE. */
  readonly cookie: string;
  readonly secrets: SessionSecrets;
  /** What a page of the server sends with a call. */
  readonly headers: Readonly<Record<string, string>>;
  /** Path of a picture. */
  picturePath(size: 'thumbnail' | 'original', photo: number): string;
  /** Sends a call of the contract. */
  call(name: string, input: unknown): Promise<Answered>;
  picture(size: 'thumbnail' | 'original', photo: number): Promise<Answered>;
}

/** Enters a server by the address that it printed, as a browser does. @throws Error where the token is not taken */
export async function enterServer(address: string): Promise<EnteredServer> {
  const { port: portText, pathname, search } = new URL(address);
  const port = Number(portText);
  const entered = await ask(port, { path: `${pathname}${search}` });
  const cookie = (entered.headers['set-cookie']?.[0] ?? '').split(';')[0] ?? '';
  const secrets = secretsFrom((entered.headers.location ?? '').slice(1));
  if (secrets === null) throw new Error(`The server let nobody in (status ${entered.status}).`);
  const headers = {
    cookie,
    [KEY_HEADER]: secrets.key,
    origin: `http://127.0.0.1:${port}`,
    'content-type': 'application/json',
  };
  return {
    port,
    cookie,
    secrets,
    headers,
    picturePath: (size, photo) => picturePath(secrets, size, photo),
    call: (call, input) =>
      ask(port, { method: 'POST', path: '/api', headers, body: JSON.stringify({ call, input }) }),
    picture: (size, photo) => ask(port, { path: picturePath(secrets, size, photo), headers: { cookie } }),
  };
}
