import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, lstat, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { BeachcombError } from '../../domain/error.ts';
import { diskFiles } from '../files/durable-files.ts';
import { makePrivateFolder, openPrivateHandle, writeAll } from '../files/private-files.ts';
import { log } from '../log/log.ts';
import { type HttpClient, type HttpReply, unreachable } from './http-client.ts';

/** A hash in hexadecimal. `git-sha1` is that of a blob of Git. */
export interface FileHash {
  readonly kind: 'sha256' | 'sha512' | 'md5' | 'git-sha1';
  readonly value: string;
}

/** A file of the internet, as it is expected. */
export interface RemoteFile {
  readonly url: URL;
  /** For sentences: its path in the pack. */
  readonly name: string;
  readonly bytes: number;
  /** Null: only the size is known. */
  readonly hash: FileHash | null;
}

export interface FetchOptions {
  readonly signal: AbortSignal;
  /** @param bytes more than at the last call; fewer where a beginning was thrown away: then it is negative */
  readonly onBytes: (bytes: number) => void;
  /** In ms: before the first attempt after a failure; twice as long each time. */
  readonly firstPauseMs?: number;
  /** In ms. An attempt that brings less than SLOWEST_BYTES in this time has failed. */
  readonly slowAfterMs?: number;
}

/** Failures in a row that brought nothing. */
const MOST_FAILURES = 5;
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 30_000;
const SLOW_AFTER_MS = 60_000;
const SLOWEST_BYTES = 64 << 10;

/** Of a file that is not whole yet. */
const partOf = (target: string): string => `${target}.part`;

/** What an attempt ended with: the file, something that another attempt may mend, or an error for good. */
class Interrupted extends Error {
  readonly retryAfterMs: number;
  constructor(cause: unknown, retryAfterMs = 0) {
    super('interrupted', { cause });
    this.retryAfterMs = retryAfterMs;
  }
}

/**
 * Fetches a file, resumes what is there of it, and compares it with its size and hash. It has its name only when it is
 * whole and on the disk; until then it is `NAME.part`, which stays after an error or a stop, to be resumed.
 * @throws BeachcombError with a reason: `unavailable` where the host fails, `bad-request` where its file is another
 * one; Error of the file system; the reason of the signal
 */
export async function fetchFile(
  client: HttpClient,
  file: RemoteFile,
  target: string,
  options: FetchOptions,
): Promise<void> {
  if (await isWhole(target, file)) return options.onBytes(file.bytes);
  await rm(target, { force: true });
  makePrivateFolder(path.dirname(target));
  await fetchPart(client, file, partOf(target), options);
  await rename(partOf(target), target);
  diskFiles.syncFolder(path.dirname(target));
}

async function fetchPart(
  client: HttpClient,
  file: RemoteFile,
  part: string,
  options: FetchOptions,
): Promise<void> {
  const { firstPauseMs = FIRST_PAUSE_MS, signal, onBytes } = options;
  let [pauseMs, failures, isResumed] = [firstPauseMs, 0, false];
  const written = await openPrivateHandle(part, 'a+');
  try {
    let size = (await written.stat()).size;
    if (size > file.bytes) size = await startOver(written, 0);
    onBytes(size);
    isResumed = size > 0;
    for (;;) {
      const before = size;
      try {
        size = await attempt(client, file, written, size, options);
        await written.sync();
        if (await fits(part, file)) return;
        onBytes(-size);
        size = await startOver(written, size);
        // The beginning may be of another file.
        if (!isResumed) throw changed(file);
        isResumed = false;
      } catch (error) {
        if (!(error instanceof Interrupted)) throw error;
        signal.throwIfAborted();
        size = (await written.stat()).size;
        failures = size - before >= SLOWEST_BYTES ? 0 : failures + 1;
        log.warn('a download was interrupted', { error, detail: `${file.name}: ${size} of ${file.bytes}` });
        if (failures >= MOST_FAILURES) throw error.cause;
        if (failures === 0) pauseMs = firstPauseMs;
        await delay(Math.max(pauseMs, error.retryAfterMs), undefined, { signal });
        pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
      }
    }
  } finally {
    await written.close();
  }
}

/** @returns the size of the emptied file */
async function startOver(written: FileHandle, size: number): Promise<number> {
  log.info('a download starts again', { detail: `${size} bytes are thrown away` });
  await written.truncate(0);
  return 0;
}

/**
 * One request for what is missing.
 * @returns the size of the file, which is that of the whole
 * @throws Interrupted; BeachcombError if the host has another file
 */
async function attempt(
  client: HttpClient,
  file: RemoteFile,
  written: FileHandle,
  from: number,
  { signal, onBytes, slowAfterMs = SLOW_AFTER_MS }: FetchOptions,
): Promise<number> {
  if (from === file.bytes) return from;
  const stop = new AbortController();
  const both = AbortSignal.any([signal, stop.signal]);
  const headers: Record<string, string> = from > 0 ? { range: `bytes=${from}-` } : {};
  const reply = await client.get(file.url, headers, both).catch((error: unknown) => {
    throw signal.aborted ? error : new Interrupted(error);
  });
  let size = from;
  let recent = 0;
  const slow = setInterval(() => {
    if (recent < SLOWEST_BYTES) stop.abort(unreachable(file.url, 'It is too slow.'));
    recent = 0;
  }, slowAfterMs);
  try {
    if ((await startOf(reply, file, from)) === 0 && from > 0) {
      onBytes(-from);
      size = await startOver(written, from);
    }
    for await (const piece of piecesOf(reply, file.url, signal)) {
      if (size + piece.length > file.bytes) {
        await written.truncate(0);
        throw changed(file);
      }
      await writeAll(written, piece);
      size += piece.length;
      recent += piece.length;
      onBytes(piece.length);
    }
  } finally {
    clearInterval(slow);
    reply.body.destroy();
  }
  if (size < file.bytes) throw new Interrupted(unreachable(file.url, 'The connection broke.'));
  return size;
}

/** The body of a reply; what breaks it is Interrupted. */
async function* piecesOf(reply: HttpReply, url: URL, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  try {
    yield* reply.body;
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    const detail = error instanceof Error ? error.message : String(error);
    throw new Interrupted(error instanceof BeachcombError ? error : unreachable(url, detail, error));
  }
}

/**
 * Where in the file the body of a reply starts: where it was wanted, or at the beginning.
 * @throws Interrupted; BeachcombError if the host has no such file, or another one
 */
async function startOf(reply: HttpReply, file: RemoteFile, from: number): Promise<number> {
  const { status } = reply;
  if (status === 206) {
    const [, start, size] = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(reply.header('content-range') ?? '') ?? [];
    if (Number(start) !== from) throw unreachable(file.url, 'It sends another part than was requested.');
    if (size !== '*' && Number(size) !== file.bytes) throw changed(file);
    return from;
  }
  // It has fewer bytes.
  if (status === 416) throw changed(file);
  if (status === 200) {
    const length = reply.header('content-length');
    if (length !== null && Number(length) !== file.bytes) throw changed(file);
    return 0;
  }
  throw failedStatus(reply, file.url);
}

const OVERLOADED: ReadonlySet<number> = new Set([408, 425, 429]);
const MOST_RETRY_AFTER_S = 60;

/** What a status other than success means: Interrupted where the host may recover. */
function failedStatus(reply: HttpReply, url: URL): Error {
  const { status } = reply;
  const error = new BeachcombError('unavailable', `${url.host} answers with ${status}.`, {
    reason: { code: 'fetch-status', host: url.host, status },
  });
  if (status < 500 && !OVERLOADED.has(status)) return error;
  const seconds = Number(reply.header('retry-after') ?? 0);
  return new Interrupted(error, 1000 * Math.min(Number.isFinite(seconds) ? seconds : 0, MOST_RETRY_AFTER_S));
}

/**
 * A short text, which is not kept.
 * @param most bytes
 * @throws BeachcombError `unavailable` with a reason; the reason of the signal
 */
export const fetchText = (
  client: HttpClient,
  url: URL,
  most: number,
  options: Pick<FetchOptions, 'signal' | 'firstPauseMs'>,
): Promise<string> =>
  withReply(client, url, options, async (reply) => {
    const pieces: Uint8Array[] = [];
    let size = 0;
    for await (const piece of piecesOf(reply, url, options.signal)) {
      size += piece.length;
      if (size > most) throw unreachable(url, `It sends more than ${most} bytes.`);
      pieces.push(piece);
    }
    return Buffer.concat(pieces).toString();
  });

/**
 * The headers of a file, which is not fetched.
 * @throws BeachcombError `unavailable` with a reason; the reason of the signal
 */
export const fetchHeaders = (
  client: HttpClient,
  url: URL,
  options: Pick<FetchOptions, 'signal' | 'firstPauseMs'>,
): Promise<Pick<HttpReply, 'header'>> => withReply(client, url, options, async (reply) => reply);

/** Reads a reply of success; a request that failed is repeated. Nothing of the body is left behind. */
async function withReply<T>(
  client: HttpClient,
  url: URL,
  { signal, firstPauseMs = FIRST_PAUSE_MS }: Pick<FetchOptions, 'signal' | 'firstPauseMs'>,
  read: (reply: HttpReply) => Promise<T>,
): Promise<T> {
  for (let [failures, pauseMs] = [1, firstPauseMs]; ; failures += 1, pauseMs *= 2)
    try {
      const reply = await client.get(url, {}, signal).catch((error: unknown) => {
        throw signal.aborted ? error : new Interrupted(error);
      });
      try {
        if (reply.status !== 200) throw failedStatus(reply, url);
        return await read(reply);
      } finally {
        reply.body.destroy();
      }
    } catch (error) {
      if (!(error instanceof Interrupted)) throw error;
      log.warn('a request failed', { error });
      if (failures >= MOST_FAILURES) throw error.cause;
      await delay(Math.max(pauseMs, error.retryAfterMs), undefined, { signal });
    }
}

async function isWhole(target: string, file: RemoteFile): Promise<boolean> {
  const found = await lstat(target).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    return null;
  });
  if (found?.isFile() !== true || found.size !== file.bytes) return false;
  return fits(target, file);
}

async function fits(place: string, { hash, bytes }: RemoteFile): Promise<boolean> {
  if (hash === null) return true;
  const found = createHash(hash.kind === 'git-sha1' ? 'sha1' : hash.kind);
  if (hash.kind === 'git-sha1') found.update(`blob ${bytes}\0`);
  for await (const piece of createReadStream(place)) found.update(piece);
  return found.digest('hex') === hash.value;
}

/** The host has a file of this name that is not the expected one. */
const changed = ({ name, url }: RemoteFile): BeachcombError =>
  new BeachcombError('bad-request', `${name} of ${url.host} is not the expected file.`, {
    reason: { code: 'fetch-changed', host: url.host, file: name },
  });
