import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';

/** Every call with which a program reaches a network or lets itself be reached. */
const CALLS = 'trace=socket,connect,bind,sendto,sendmsg,sendmmsg,close';
const arguments_ = (to: string): string[] => [
  '-f',
  '-qq',
  '--seccomp-bpf',
  '-s',
  '200',
  '-e',
  CALLS,
  '-A',
  '-o',
  to,
];

function works(): boolean {
  if (process.platform !== 'linux') return false;
  return spawnSync('strace', [...arguments_('/dev/null'), 'true']).status === 0;
}

/** Whether programs can be watched here: Linux, with strace, and allowed to. */
export const CAN_TRACE = works();
if (!CAN_TRACE && process.env['BEACHCOMB_REQUIRE_ALL'] === '1' && process.platform === 'linux')
  throw new Error('Everything is required here, and strace is not there.');

/** Writes a script that starts a program with its words, and watches it and all that it starts. */
export function tracedProgram(script: string, program: string, trace: string): void {
  const quoted = ['strace', ...arguments_(trace), program]
    .map((word) => `'${word.replaceAll("'", "'\\''")}'`)
    .join(' ');
  writeFileSync(script, `#!/bin/sh\nexec ${quoted} "$@"\n`);
  chmodSync(script, 0o755);
}

export interface Traced {
  /** Calls that name an address of a network, this machine's own among them. */
  readonly calls: number;
  /** Those that name another machine, ask for a name, listen to others, or use another kind of network. */
  readonly outside: readonly string[];
}

/**
 * Chromium learns whether there is IPv6 by connecting a datagram socket there and closing it: nothing is sent, the
 * system only looks up a route. No switch of Chromium turns this off.
 */
const PROBE = /^(?<thread>\d+) +connect\((?<socket>\d+), .*"2001:4860:4860::8888"/;

/** Whether a line is that probe, with nothing sent until the socket is closed. */
function isProbe(lines: readonly string[], at: number): boolean {
  const { thread, socket } = PROBE.exec(lines[at] ?? '')?.groups ?? {};
  if (thread === undefined || socket === undefined) return false;
  const ofThread = (line: string): boolean => line.startsWith(`${thread} `);
  const before = lines.slice(0, at).findLast((line) => ofThread(line) && line.endsWith(` = ${socket}`));
  const after = lines.slice(at + 1).find((line) => ofThread(line) && line.includes(`(${socket}`));
  return (
    before?.includes('socket(AF_INET6, SOCK_DGRAM') === true && after?.includes(`close(${socket})`) === true
  );
}

/** Calls that another thread's call came between are told in two lines: the second is put to the first. */
function wholeCalls(lines: readonly string[]): string[] {
  const begun = new Map<string, number>();
  const whole: string[] = [];
  for (const line of lines) {
    const thread = /^\d+/.exec(line)?.[0] ?? '';
    const [, rest] = /^\d+ +<\.\.\. \w+ resumed>(.*)/.exec(line) ?? [];
    const at = begun.get(thread);
    if (rest !== undefined && at !== undefined)
      whole[at] = (whole[at] ?? '').replace(' <unfinished ...>', rest);
    else whole.push(line);
    if (line.includes('<unfinished ...>')) begun.set(thread, whole.length - 1);
  }
  return whole;
}

/** What a trace says of the network. */
export function readTrace(trace: string): Traced {
  const lines = wholeCalls(readFileSync(trace, 'utf8').split('\n'));
  const named = lines.filter((line, at) => /sa_family=AF_INET6?\b/.test(line) && !isProbe(lines, at));
  const outside = [
    ...named.filter((line) => !isLoopback(line)),
    // Bluetooth, raw packets, a virtual machine's host …
    ...lines.filter((line) => /\bsocket\(/.test(line) && !/\bsocket\(AF_(UNIX|INET6?|NETLINK)\b/.test(line)),
  ];
  return { calls: named.length, outside: outside.map((line) => line.slice(0, 300)) };
}

function isLoopback(line: string): boolean {
  const address =
    /sin_addr=inet_addr\("([^"]+)"\)/.exec(line)?.[1] ??
    /inet_pton\(AF_INET6, "([^"]+)"/.exec(line)?.[1] ??
    '';
  const port = /sin6?_port=htons\((\d+)\)/.exec(line)?.[1];
  // A question for a name goes out, even where something on this machine passes it on.
  return /^(127\.|::1$|::ffff:127\.)/.test(address) && port !== '53';
}
