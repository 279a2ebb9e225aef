import net from 'node:net';

/** One answer as it came over the wire. */
export interface RawAnswer {
  readonly status: number;
  /** Everything that came, head and body, one character a byte. */
  readonly text: string;
  /** How many answers came: a request that was split in two has two. */
  readonly answers: number;
  /** Milliseconds until the server closed the connection. */
  readonly ms: number;
}

interface Options {
  /** Sent again and again, this many milliseconds apart, until the server has enough. */
  readonly drip?: { readonly bytes: string; readonly everyMs: number };
  /** The client ends its side after sending; true. */
  readonly end?: boolean;
}

/** Sends these bytes, which no HTTP client would send, and waits until the server closes the connection. */
export function sendRaw(
  port: number,
  bytes: string | Buffer,
  { drip, end = drip === undefined }: Options = {},
): Promise<RawAnswer> {
  const started = performance.now();
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const socket = net.connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    const timer =
      drip === undefined
        ? undefined
        : setInterval(() => socket.writable && socket.write(drip.bytes, 'latin1'), drip.everyMs);
    socket.on('error', () => {});
    socket.on('data', (chunk) => chunks.push(chunk));
    // The server's end ends ours; what stays half open would never close.
    socket.on('end', () => socket.end());
    socket.on('close', () => {
      clearInterval(timer);
      const text = Buffer.concat(chunks).toString('latin1');
      resolve({
        status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0),
        text,
        answers: text.match(/HTTP\/1\.1 [2-5]\d\d/g)?.length ?? 0,
        ms: performance.now() - started,
      });
    });
    if (typeof bytes === 'string') socket.write(bytes, 'latin1');
    else socket.write(bytes);
    // A little later: Node gives no answer to who has hung up.
    if (end) setTimeout(() => socket.end(), 500);
  });
}
