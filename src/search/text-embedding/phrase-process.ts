import process from 'node:process';
import { startLog } from '../../platform/log/start-log.ts';
import { serveRequests } from '../../platform/process/serve-requests.ts';
import { phraseProtocol } from './phrase-protocol.ts';
import { withPromptEnsemble } from './prompt-ensemble.ts';
import { openTextNetwork } from './text-network.ts';

/** The process of the text network. Its tokenizer takes 115 MB, which are freed when the process ends. */

startLog('phrases', 'parent');
serveRequests({
  protocol: phraseProtocol,
  concurrent: false,
  open: async () => {
    const embed = withPromptEnsemble(await openTextNetwork(process.argv[2] ?? ''));
    return {
      ready: null,
      handlers: { embed: async ({ text }) => ({ embedding: [...(await embed(text))] }) },
    };
  },
});
