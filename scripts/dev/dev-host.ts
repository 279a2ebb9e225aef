import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { HOST_ENVIRONMENT, HOST_FLAGS } from '../../src/api/host-runtime.ts';
import { type SessionSecrets, secretsFrom } from '../../src/api/session-secrets.ts';
import { ROOT } from './root.ts';

/** Access to the host: its origin, and the cookie and the other secrets of a session. */
export interface HostSession {
  readonly origin: string;
  readonly cookie: string;
  readonly secrets: SessionSecrets;
}

export interface DevHost {
  /** Rejects if the host is not running: its sources have an error, or it did not start in time. */
  session(): Promise<HostSession>;
  /** Restarts the host from the current sources. */
  restart(): void;
  close(): Promise<void>;
}

interface Options {
  /** Path of the library; created if missing. */
  readonly library: string;
  readonly folders: readonly string[];
  readonly log: (line: string) => void;
}

const START_WITHIN_MS = 60_000;
const END_WITHIN_MS = 20_000;
const ADDRESS = /http:\/\/127\.0\.0\.1:\d+\/\?token=\S+/;

/** Waits for the address that `serve` prints. @throws Error if the process ends or the time limit passes */
const addressOf = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    let printed = '';
    const late = setTimeout(() => reject(new Error('The host did not start in time.')), START_WITHIN_MS);
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
      const address = ADDRESS.exec(printed)?.[0];
      if (address !== undefined) {
        clearTimeout(late);
        resolve(address);
      }
    });
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      clearTimeout(late);
      reject(new Error(`The host ended (${signal ?? `exit code ${code}`}).`));
    });
  });

/** Exchanges the token for a session, like a browser. */
async function enter(address: string): Promise<HostSession> {
  const response = await fetch(address, { redirect: 'manual' });
  const cookie = response.headers.getSetCookie()[0]?.split(';')[0];
  const secrets = secretsFrom((response.headers.get('location') ?? '').slice(1));
  if (cookie === undefined || secrets === null)
    throw new Error(`The host gave no session (status ${response.status}).`);
  return { origin: new URL(address).origin, cookie, secrets };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const late = setTimeout(() => child.kill('SIGKILL'), END_WITHIN_MS);
  child.kill('SIGTERM');
  await ended;
  clearTimeout(late);
}

/** Runs the shipped `beachcomb serve` behind the development server. */
export function startDevHost({ library, folders, log }: Options): DevHost {
  const launch = (): { child: ChildProcess; session: Promise<HostSession> } => {
    const cli = path.join(ROOT, 'src', 'entry', 'cli', 'main.ts');
    const child = spawn(
      process.execPath,
      [
        '--disable-warning=ExperimentalWarning',
        ...HOST_FLAGS,
        cli,
        'serve',
        '--library',
        library,
        ...folders,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, ...HOST_ENVIRONMENT } },
    );
    const session = addressOf(child).then(enter);
    session.catch((error: unknown) => log(`${error instanceof Error ? error.message : error}`));
    return { child, session };
  };
  let running = Promise.resolve(launch());
  return {
    session: async () => (await running).session,
    restart() {
      running = running.then(async ({ child }) => {
        await end(child);
        return launch();
      });
    },
    close: async () => end((await running).child),
  };
}
