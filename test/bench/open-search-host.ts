import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { HOST_ENVIRONMENT, HOST_FLAGS } from '../../src/api/host-runtime.ts';
import type { HostQuestion, HostReply } from './search-host.ts';

/** A process that holds a library, as the program starts it: its memory and its times are a host's. */
export interface SearchHost {
  /** What it said when the library was open. */
  readonly opened: HostReply;
  ask(question: HostQuestion): Promise<HostReply>;
  close(): void;
}

/** @param library path of library.sqlite */
export async function openSearchHost(library: string): Promise<SearchHost> {
  const child = fork(path.join(import.meta.dirname, 'search-host.ts'), [library], {
    execArgv: ['--disable-warning=ExperimentalWarning', ...HOST_FLAGS],
    env: { ...process.env, ...HOST_ENVIRONMENT },
    serialization: 'advanced',
  });
  const died = once(child, 'exit').then(([code]) => {
    throw new Error(`The host died (${code}).`);
  });
  died.catch(() => {});
  const answer = async (): Promise<HostReply> => {
    const [message] = await Promise.race([once(child, 'message'), died]);
    return message as HostReply;
  };
  return {
    opened: await answer(),
    ask(question) {
      child.send(question);
      return answer();
    },
    close: () => child.disconnect(),
  };
}
