import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import process from 'node:process';
import { describe, expect, it, onTestFinished } from 'vitest';
import { addTensorflow } from '../../../../src/vision/classify/tensorflow/add-tensorflow.ts';
import { loadTensorflow } from '../../../../src/vision/classify/tensorflow/load-tensorflow.ts';
import { tensorflowState } from '../../../../src/vision/classify/tensorflow/tensorflow-state.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { freshTensorflow } from './fresh-tensorflow.ts';
import { built } from './tensorflow-built.ts';

/*
 * The package's real install script, downloading over this machine's loopback: a library and an addon that
 * were built before stand on the server.
 */
const LIBRARY = '/library-gpu-linux-x86_64-2.9.1.tar.gz';
const ADDON = '/napi-v8/4.22.0/GPU-linux-4.22.0.tar.gz';
const canRun = built.state === 'present' && process.platform === 'linux' && process.arch === 'x64';

const skipped = canRun
  ? ''
  : ` (skipped: ${built.state === 'present' ? 'needs Linux on x64' : built.detail})`;

describe.skipIf(!canRun)(`adding TensorFlow${skipped}`, () => {
  /** The package as npm leaves it, in a project of its own. */
  function freshPackage(): string {
    if (built.state !== 'present') throw new Error(built.detail);
    return freshTensorflow(built.folder, path.join(tempFolder(), 'node_modules'));
  }

  /** Environment with a server of ours instead of the package's. */
  async function served(folder: string, listener: RequestListener): Promise<NodeJS.ProcessEnv> {
    const server = createServer(listener).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    return envOf(folder, (server.address() as AddressInfo).port);
  }

  function envOf(folder: string, port: number): NodeJS.ProcessEnv {
    const host = `http://127.0.0.1:${port}`;
    return {
      ...process.env,
      BEACHCOMB_TENSORFLOW: folder,
      TFJS_NODE_BASE_URI: `${host}/library-`,
      npm_config_tfjs_binding_binary_host_mirror: host,
      // What it would take to build an addon.
      npm_config_disturl: host,
    };
  }

  /** Sends a folder's inside packed. */
  const pack: (folder: string, what: string, ...options: string[]) => RequestListener =
    (folder, what, ...options) =>
    (_request, response) =>
      spawn('tar', ['-C', folder, '-ch', ...options, what]).stdout.pipe(response);

  const notFound: RequestListener = (_request, response) => response.writeHead(404).end('not here');

  const serve =
    (routes: Readonly<Record<string, RequestListener>>): RequestListener =>
    (request, response) =>
      (routes[request.url ?? ''] ?? notFound)(request, response);

  function expectAsBefore(folder: string, env: NodeJS.ProcessEnv): void {
    if (built.state !== 'present') throw new Error(built.detail);
    expect(tensorflowState(env).state).toBe('no-addon');
    expect(readdirSync(folder).filter((name) => ['deps', 'lib', 'build'].includes(name))).toEqual([]);
    const manifest = (at: string) => readFileSync(path.join(at, 'package.json'), 'utf8');
    expect(manifest(folder)).toBe(manifest(built.folder));
  }

  const add = (env: NodeJS.ProcessEnv, signal = new AbortController().signal): Promise<string[]> => {
    const lines: string[] = [];
    return addTensorflow((line) => lines.push(line), signal, env).then(() => lines);
  };

  it('downloads library and addon, which then load, and does nothing the second time', async () => {
    if (built.state !== 'present') throw new Error(built.detail);
    const folder = freshPackage();
    const requests: string[] = [];
    const routes = serve({
      [LIBRARY]: pack(path.join(built.folder, 'deps'), 'lib'),
      [ADDON]: pack(path.join(built.folder, 'lib'), 'napi-v8', '-z'),
    });
    const env = await served(folder, (request, response) => {
      requests.push(request.url ?? '');
      routes(request, response);
    });
    expect(await add(env)).toContain('* Downloading libtensorflow');
    expect(requests).toEqual([LIBRARY, ADDON]);
    expect(tensorflowState(env)).toMatchObject({ state: 'present', folder });
    const tf = loadTensorflow(folder);
    expect(tf.getBackend()).toBe('tensorflow');
    expect([...tf.tidy(() => tf.add(tf.tensor1d([1, 2]), 1).dataSync())]).toEqual([2, 3]);
    expect(await add(env)).toEqual([]);
    expect(requests).toHaveLength(2);
  });

  it.each<[string, RequestListener, object]>([
    ['has nothing', notFound, { reason: { code: 'download-invalid' } }],
    [
      'breaks off',
      (_request, response) => response.write('\x1f\x8b', () => response.destroy()),
      { name: 'EngineError' },
    ],
    [
      'has the library but no addon',
      serve({ [LIBRARY]: pack(import.meta.dirname, 'tensorflow-add.test.ts') }),
      { reason: { code: 'addon-unavailable' } },
    ],
  ])('says why it failed, and leaves all as it was, where the server %s', async (_, listener, reason) => {
    const folder = freshPackage();
    const env = await served(folder, listener);
    await expect(add(env)).rejects.toMatchObject(reason);
    expectAsBefore(folder, env);
  });

  it('says that the server cannot be reached where nobody answers', async () => {
    const folder = freshPackage();
    const env = envOf(folder, 1);
    await expect(add(env)).rejects.toMatchObject({ reason: { code: 'server-unreachable' } });
    expectAsBefore(folder, env);
  });

  it('stops at once, and leaves all as it was', async () => {
    const folder = freshPackage();
    const asked = Promise.withResolvers<void>();
    const stop = new AbortController();
    // Never ends.
    const env = await served(folder, (_request, response) => {
      response.writeHead(200).write('\x1f');
      asked.resolve();
    });
    const adding = add(env, stop.signal);
    await asked.promise;
    stop.abort(new Error('enough'));
    await expect(adding).rejects.toThrow('enough');
    expectAsBefore(folder, env);
  });

  it('says what is missing where the package itself is', async () => {
    await expect(add({ BEACHCOMB_TENSORFLOW: tempFolder() })).rejects.toMatchObject({
      reason: { code: 'package-missing' },
    });
  });
});
