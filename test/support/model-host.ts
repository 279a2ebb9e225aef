import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import type { CatalogueModel } from '../../src/domain/pack-catalogue.ts';
import { localHost, startFile } from './local-host.ts';

/** A request for a file of a repository, before it is answered. */
export interface FileRequest {
  readonly name: string;
  readonly bytes: Buffer;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Answers as a host does that works, ranges included. */
  answer(bytes?: Buffer): void;
}

/** A server with the calls of Hugging Face that are used, for one repository that is a folder. */
export interface ModelHost {
  readonly address: string;
  /** Paths that were requested, with their range, in order. */
  readonly requests: string[];
  /** Replaces how files are answered. */
  onFile: (wanted: FileRequest) => void;
  /** Replaces the answers of the API. */
  onApi: (answer: unknown) => unknown;
}

const REPOSITORY = 'tests/model';
const COMMIT = '1'.repeat(40);

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(path.join(folder, name)).isFile())
    .map((name) => name.replaceAll(path.sep, '/'))
    .sort();

const gitSha1 = (bytes: Buffer): string =>
  createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');

/** The row of a catalogue for a folder. */
export const catalogued = (folder: string, id: string): CatalogueModel => ({
  id,
  name: id,
  repository: REPOSITORY,
  revision: 'main',
  megabytes: 1,
  licence: 'MIT',
  files: filesIn(folder).map((name) => ({ path: name, sha256: null })),
  sources: ['https://example.org/model'],
  languages: ['en'],
  unverified: [],
});

/** Serves a folder on 127.0.0.1, until the test has finished. */
export async function modelHost(folder: string, repository = REPOSITORY): Promise<ModelHost> {
  const host: ModelHost & { address: string } = {
    address: '',
    requests: [],
    onFile: (wanted) => wanted.answer(),
    onApi: (answer) => answer,
  };
  host.address = await localHost((request, response) => {
    const url = request.url ?? '';
    host.requests.push(request.headers.range === undefined ? url : `${url} ${request.headers.range}`);
    const api = apiAnswer(folder, repository, url);
    if (api !== null) {
      const answer = host.onApi(api);
      response.end(typeof answer === 'string' ? answer : JSON.stringify(answer));
      return;
    }
    const name = url.slice(`/${repository}/resolve/${COMMIT}/`.length);
    if (!filesIn(folder).includes(name)) {
      response.writeHead(404).end();
      return;
    }
    const bytes = readFileSync(path.join(folder, name));
    const answer = (content = bytes): void =>
      void response.end(content.subarray(startFile(request, response, content.length)));
    host.onFile({ name, bytes, request, response, answer });
  });
  return host;
}

function apiAnswer(folder: string, repository: string, url: string): unknown {
  if (url === `/api/models/${repository}/revision/main`) return { sha: COMMIT, id: repository };
  if (url !== `/api/models/${repository}/tree/${COMMIT}?recursive=true`) return null;
  return filesIn(folder).map((name) => {
    const bytes = readFileSync(path.join(folder, name));
    const plain = { type: 'file', oid: gitSha1(bytes), size: bytes.length, path: name };
    if (!name.endsWith('.onnx')) return plain;
    const oid = createHash('sha256').update(bytes).digest('hex');
    return { ...plain, lfs: { oid, size: bytes.length, pointerSize: 132 } };
  });
}
