import { type CallToolResult, McpServer } from '@modelcontextprotocol/server';
import * as z from 'zod';
import { errorOfReply } from '../../api/call.ts';
import { contract } from '../../api/contract.ts';
import { dispatch } from '../../api/dispatch.ts';
import { logFailure } from '../../api/log-failure.ts';
import type { Library } from '../../app/library.ts';
import { programVersion } from '../../app/program-version.ts';
import { BeachcombError } from '../../domain/error.ts';
import { sortOf } from '../../domain/query.ts';
import { errorText } from '../../i18n/sentences.ts';
import { CONTRACT_TOOLS, type ContractToolName, SEARCH_TOOL, VIEW_TOOL } from './mcp-tools.ts';

const NAMES = Object.keys(CONTRACT_TOOLS) as ContractToolName[];

/**
 * The Model Context Protocol over a library: tools for an assistant that runs on this computer.
 * @param open opens the library at the first use of a tool
 * @param mayWrite offers the tools that change user data too
 */
export function mcpServer(open: () => Promise<Library>, mayWrite: boolean): McpServer {
  const server = new McpServer(
    { name: 'beachcomb', title: 'Beachcomb', version: programVersion() },
    {
      instructions: 'Searches the photos on this computer. Nothing of them leaves it unless you send it on.',
    },
  );
  addSearch(server, open);
  addView(server, open);
  for (const name of NAMES) if (mayWrite || !CONTRACT_TOOLS[name].writes) addCall(server, open, name);
  return server;
}

/** One tool that is one call of the contract. What is not an object in the contract is in `items`, as MCP requires one. */
function addCall(server: McpServer, open: () => Promise<Library>, name: ContractToolName): void {
  const { call, title, description, writes } = CONTRACT_TOOLS[name];
  const { input, output } = contract[call];
  const isObject = output instanceof z.ZodObject;
  server.registerTool(
    name,
    {
      title,
      description,
      inputSchema: input,
      outputSchema: isObject ? output : z.object({ items: output }),
      annotations: { readOnlyHint: !writes, destructiveHint: false, openWorldHint: false },
    },
    (given: unknown) =>
      resultOf(name, async () => {
        const { handlers } = await open();
        const reply = await dispatch(handlers, 'shell', { call, input: given });
        if (!reply.ok) throw errorOfReply(reply);
        return structured(isObject ? (reply.output as Record<string, unknown>) : { items: reply.output });
      }),
  );
}

function addSearch(server: McpServer, open: () => Promise<Library>): void {
  const { name, title, description, input, output } = SEARCH_TOOL;
  server.registerTool(
    name,
    {
      title,
      description,
      inputSchema: input,
      outputSchema: output,
      annotations: { readOnlyHint: true, openWorldHint: false },
    },
    ({ text, sort, limit }) =>
      resultOf(name, async () => {
        const library = await open();
        const result = await library.search(text, {
          sort: sortOf(text, sort),
          all: false,
        });
        const { likely, possible } = result;
        const photos = result.hits(0, limit).flatMap(({ photo, level, score }) => {
          const [path] = library.paths(photo);
          if (path === undefined) return [];
          const facts = { ...library.metadata(photo), reasons: result.reasons(photo) };
          return [{ photo, path: Buffer.from(path).toString(), level, score, ...facts }];
        });
        return structured({ likely, possible, photos });
      }),
  );
}

function addView(server: McpServer, open: () => Promise<Library>): void {
  const { name, title, description, input } = VIEW_TOOL;
  server.registerTool(
    name,
    {
      title,
      description,
      inputSchema: input,
      annotations: { readOnlyHint: true, openWorldHint: false },
    },
    ({ photo }) =>
      resultOf(name, async () => {
        const picture = await (await open()).turnedThumbnail(photo);
        if (picture === null || picture.bytes.length === 0)
          throw new BeachcombError('not-found', `There is no picture of photo ${photo}.`);
        const data = Buffer.from(picture.bytes).toString('base64');
        return { content: [{ type: 'image', mimeType: picture.type, data }] };
      }),
  );
}

const structured = (output: Record<string, unknown>): CallToolResult => ({
  content: [{ type: 'text', text: JSON.stringify(output) }],
  structuredContent: output,
});

/** An error of a tool is its answer, which the assistant reads; it is logged first. */
async function resultOf(tool: string, work: () => Promise<CallToolResult>): Promise<CallToolResult> {
  try {
    return await work();
  } catch (error) {
    logFailure(`mcp ${tool}`, error);
    const known = error instanceof BeachcombError && error.kind !== 'internal';
    const text = known ? `${errorText('en', error.kind)} ${error.message}` : errorText('en', 'internal');
    return { isError: true, content: [{ type: 'text', text }] };
  }
}
