import process from 'node:process';
import { BeachcombError } from '../../domain/error.ts';
import { log } from '../log/log.ts';
import {
  type FromChild,
  type Protocol,
  type ProtocolTypes,
  type ToChild,
  toChildSchema,
  type WireError,
} from './protocol.ts';
import { startSignsOfLife } from './sign-of-life.ts';

export interface RequestContext<T extends ProtocolTypes> {
  /** Aborted when the request is cancelled, or the process is to stop. */
  readonly signal: AbortSignal;
  /** Sends a notification; resolves when it is sent, or cannot be. */
  notify(body: T['fromChild']): Promise<void>;
}

/** One handler for each kind of request. */
export type RequestHandlers<T extends ProtocolTypes> = {
  readonly [K in keyof T['requests']]: (
    request: T['requests'][K]['request'],
    context: RequestContext<T>,
  ) => T['requests'][K]['reply'] | Promise<T['requests'][K]['reply']>;
};

/** What a server has when it is ready to serve. */
interface Opened<T extends ProtocolTypes> {
  readonly ready: T['ready'];
  readonly handlers: RequestHandlers<T>;
}

export interface ServerOptions<T extends ProtocolTypes> {
  readonly protocol: Protocol<T>;
  /** Loads what the handlers need. An error is reported, and ends the process with exit code 1. */
  readonly open: () => Opened<T> | Promise<Opened<T>>;
  /** Whether handlers run side by side. */
  readonly concurrent: boolean;
  readonly onNotification?: (body: T['toChild']) => void;
  /**
   * How the process ends when its parent stops it or is gone, or at SIGTERM: after `onStop` and all requests
   * under way, within the limit. Where absent: at once when its parent is gone.
   */
  readonly stop?: { readonly withinMs: number; readonly onStop?: () => void | Promise<void> };
  readonly encodeError?: (error: unknown) => WireError;
}

/** An RPC server: what its own process sends besides replies. */
export interface RequestServer<T extends ProtocolTypes> {
  notify(body: T['fromChild']): Promise<void>;
  /** Reports that this process cannot go on, and ends it with exit code 1. */
  fail(error: unknown): Promise<void>;
  /** Ends it because all is done, also where a thread waits for a drive that does not answer. */
  finish(): Promise<void>;
}

/**
 * Makes this process the RPC server of the process that started it; nothing but that channel keeps it alive.
 * Every error of a handler is logged with its stack, and then crosses as a code with arguments.
 */
export function serveRequests<T extends ProtocolTypes>(options: ServerOptions<T>): RequestServer<T> {
  const server = new Server(options);
  server.listen();
  return server;
}

class Server<T extends ProtocolTypes> implements RequestServer<T> {
  readonly #options: ServerOptions<T>;
  readonly #underWay = new Map<number, { readonly control: AbortController; readonly done: Promise<void> }>();
  readonly #opened: Promise<Opened<T>>;
  #before: Promise<void> = Promise.resolve();
  #stopping = false;

  constructor(options: ServerOptions<T>) {
    this.#options = options;
    this.#opened = (async () => options.open())();
  }

  listen(): void {
    const { silentAfterMs } = this.#options.protocol;
    if (silentAfterMs !== undefined) startSignsOfLife(silentAfterMs);
    process.on('message', (message) => this.#receive(message));
    process.on('disconnect', () => void this.#stop());
    if (this.#options.stop !== undefined) {
      // The terminal sends Ctrl-C to the whole group: the parent decides.
      process.on('SIGINT', () => {});
      process.on('SIGTERM', () => void this.#stop());
    }
    this.#opened.then(
      ({ ready }) => send({ type: 'ready', body: ready }),
      (error: unknown) => this.fail(error),
    );
  }

  notify(body: T['fromChild']): Promise<void> {
    return send({ type: 'notification', body });
  }

  async fail(error: unknown): Promise<void> {
    log.error('the process cannot continue', { error });
    await send({ type: 'failed', error: this.#encode(error) });
    process.exit(1);
  }

  async finish(): Promise<void> {
    await send({ type: 'done' });
    process.exit(0);
  }

  #receive(received: unknown): void {
    const parsed = toChildSchema.safeParse(received);
    if (!parsed.success) log.error('an unknown message was received', { error: parsed.error });
    else this.#dispatch(parsed.data);
  }

  #dispatch(message: ToChild): void {
    switch (message.type) {
      case 'request':
        this.#serve(message.id, message.kind, message.body);
        break;
      case 'cancel':
        this.#underWay.get(message.id)?.control.abort();
        break;
      case 'notification':
        this.#onNotification(message.body);
        break;
      case 'stop':
        void this.#stop();
        break;
      default:
        message satisfies never;
    }
  }

  #onNotification(received: unknown): void {
    const body = this.#options.protocol.toChild.safeParse(received);
    if (body.success) this.#options.onNotification?.(body.data);
    else log.error('an unknown notification was received', { error: body.error });
  }

  #serve(id: number, kind: string, body: unknown): void {
    const control = new AbortController();
    const done = this.#options.concurrent
      ? this.#reply(id, kind, body, control.signal)
      : this.#before.then(() => this.#reply(id, kind, body, control.signal));
    this.#before = done;
    this.#underWay.set(id, { control, done });
  }

  /** Never rejects: an error is a reply. */
  async #reply(id: number, kind: string, body: unknown, signal: AbortSignal): Promise<void> {
    try {
      signal.throwIfAborted();
      await send({ type: 'reply', id, body: await this.#handle(kind, body, signal) });
    } catch (error) {
      if (!signal.aborted) logError(error);
      await send({ type: 'error', id, error: this.#encode(error) });
    } finally {
      this.#underWay.delete(id);
    }
  }

  async #handle(kind: string, body: unknown, signal: AbortSignal): Promise<unknown> {
    const { requests } = this.#options.protocol;
    const unknown = new BeachcombError('bad-request', `Unknown request: ${kind}`);
    if (!isKind(kind, requests)) throw unknown;
    const schema = requests[kind];
    const handle = (await this.#opened).handlers[kind];
    if (schema === undefined || handle === undefined) throw unknown;
    const request = schema.request.safeParse(body);
    if (!request.success) throw new BeachcombError('bad-request', request.error.message);
    return handle(request.data, { signal, notify: (notice) => this.notify(notice) });
  }

  async #stop(): Promise<void> {
    const { stop } = this.#options;
    if (stop === undefined) return process.exit();
    if (this.#stopping) return;
    this.#stopping = true;
    void send({ type: 'stopping' });
    setTimeout(() => process.exit(1), stop.withinMs).unref();
    const underWay = [...this.#underWay.values()];
    for (const { control } of underWay) control.abort();
    try {
      await stop.onStop?.();
      await Promise.all(underWay.map(({ done }) => done));
    } catch (error) {
      return this.fail(error);
    }
    await this.finish();
  }

  #encode(error: unknown): WireError {
    return (this.#options.encodeError ?? encodeError)(error);
  }
}

const isKind = <Requests extends object>(kind: PropertyKey, requests: Requests): kind is keyof Requests =>
  Object.hasOwn(requests, kind);

/** The default: a BeachcombError crosses as its kind, anything else as `internal`. */
function encodeError(error: unknown): WireError {
  const code = error instanceof BeachcombError ? error.kind : 'internal';
  return { code, detail: error instanceof Error ? error.message : String(error), arguments: {} };
}

function logError(error: unknown): void {
  if (error instanceof BeachcombError) log.warn('a request failed', { error });
  else log.error('a request failed', { error });
}

function send(message: FromChild): Promise<void> {
  return new Promise((resolve) => {
    // The callback takes the error of a channel that closed in between: the disconnect ends this process.
    if (process.connected) process.send?.(message, undefined, undefined, () => resolve());
    else resolve();
  });
}
