import type { IncomingMessage } from 'node:http';
import { Refusal } from './refusal.ts';

/**
 * Rejects what no page of this server sends: other names of this host, other methods, requests of other pages.
 * @throws Refusal 403 or 405
 */
export function checkRequest({ method = '', headers, rawHeaders }: IncomingMessage, port: number): void {
  const host = headers.host ?? '';
  // Reject duplicate Host headers (request smuggling).
  const hosts = rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === 'host').length;
  // Reject other names of this address (DNS rebinding).
  if (hosts !== 1 || (host !== `127.0.0.1:${port}` && host !== `localhost:${port}`))
    throw new Refusal(403, `Beachcomb answers at http://127.0.0.1:${port} only.`);
  if (!['GET', 'HEAD', 'POST'].includes(method))
    throw new Refusal(405, 'This is not possible here.', { allow: 'GET, HEAD, POST' });
  const site = headers['sec-fetch-site'];
  const ownSite = site === undefined || site === 'same-origin' || (site === 'none' && method !== 'POST');
  const ownOrigin = headers.origin === undefined ? method !== 'POST' : headers.origin === `http://${host}`;
  if (!ownSite || !ownOrigin)
    throw new Refusal(403, 'Other pages may not ask here. Copy the address into the address bar.');
}
