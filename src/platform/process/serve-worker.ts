import { parentPort, type Transferable } from 'node:worker_threads';

/** What a pool sends to a thread, which replies in the order of the requests, and ends when it has replied to all before `end`. */
export type ToWorker<Request> =
  | { readonly type: 'request'; readonly body: Request }
  | { readonly type: 'end' };

/** What a thread sends to its pool. */
export type FromWorker<Ready, Reply, Fault, Notification> =
  | { readonly type: 'ready'; readonly body: Ready }
  | { readonly type: 'notification'; readonly body: Notification }
  | { readonly type: 'reply'; readonly body: Reply; readonly retire: boolean }
  | { readonly type: 'error'; readonly fault: Fault; readonly retire: boolean };

export interface Handled<Reply> {
  readonly reply: Reply;
  /** Buffers of the reply that are handed over, not copied. */
  readonly transfer?: readonly Transferable[];
  /** The thread holds much memory: to be replaced. */
  readonly retire?: boolean;
}

interface WorkerOptions<Request, Ready, Reply, Fault, Notification> {
  /** Loads what the handler needs. An error ends the thread. */
  readonly open: (
    notify: (body: Notification) => void,
  ) => Opened<Request, Ready, Reply> | Promise<Opened<Request, Ready, Reply>>;
  /** Whether a request is begun while others wait for something; replies come in the order of the requests all the same. */
  readonly concurrent?: boolean;
  /** What an error of the handler is to the pool; `retire` where the state of the thread is in doubt. */
  readonly encodeError: (error: unknown) => { readonly fault: Fault; readonly retire: boolean };
}

interface Opened<Request, Ready, Reply> {
  readonly ready: Ready;
  readonly handle: (request: Request) => Handled<Reply> | Promise<Handled<Reply>>;
}

/** Makes this thread a worker of the pool that started it: requests are handled one after the other, or side by side. */
export function serveWorker<Request, Ready, Reply, Fault, Notification = never>({
  open,
  concurrent = false,
  encodeError,
}: WorkerOptions<Request, Ready, Reply, Fault, Notification>): void {
  const send = (
    message: FromWorker<Ready, Reply, Fault, Notification>,
    transfer: readonly Transferable[] = [],
  ): void => parentPort?.postMessage(message, transfer);
  const opened = (async () => open((body) => send({ type: 'notification', body })))();
  let before: Promise<unknown> = opened.then(({ ready }) => send({ type: 'ready', body: ready }));
  /** @returns sends the reply */
  const serve = async (request: Request): Promise<() => void> => {
    const { handle } = await opened;
    try {
      const { reply, transfer, retire = false } = await handle(request);
      return () => send({ type: 'reply', body: reply, retire }, transfer);
    } catch (error) {
      return () => send({ type: 'error', ...encodeError(error) });
    }
  };
  parentPort?.on('message', (message: ToWorker<Request>) => {
    if (message.type === 'end') return void before.then(() => parentPort?.close());
    const served = concurrent ? serve(message.body) : before.then(() => serve(message.body));
    before = Promise.all([served, before]).then(([reply]) => reply());
  });
}
