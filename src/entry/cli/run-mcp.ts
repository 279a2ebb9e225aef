import process from 'node:process';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import type { Library } from '../../app/library.ts';
import { log } from '../../platform/log/log.ts';
import { mcpServer } from '../mcp/mcp-server.ts';
import type { McpCommandOptions } from './command-options.ts';
import { firstSignal } from './first-signal.ts';
import { existingLibrary, openQuietly } from './open-quietly.ts';

/** Answers an assistant on stdin and stdout, until it closes them or a signal. */
export async function runMcp(options: McpCommandOptions): Promise<void> {
  const path = existingLibrary(options.library);
  const library = new OnFirstUse(() => openQuietly(path));
  const server = serveStdio(() => mcpServer(() => library.get(), options.write === true), {
    onerror: (error) => log.warn('a message of the assistant cannot be handled', { error }),
  });
  const ended = new Promise<void>((resolve) => process.stdin.once('end', resolve));
  await Promise.race([ended, firstSignal()]);
  await server.close();
  await library.close();
}

/** Opened by the first use; after a failure the next one tries again. */
class OnFirstUse {
  readonly #open: () => Promise<Library>;
  #opened: Promise<Library> | null = null;

  constructor(open: () => Promise<Library>) {
    this.#open = open;
  }

  get(): Promise<Library> {
    this.#opened ??= this.#open().catch((error: unknown) => {
      this.#opened = null;
      throw error;
    });
    return this.#opened;
  }

  async close(): Promise<void> {
    await (await this.#opened)?.close();
  }
}
