import process from 'node:process';
import { startLog } from '../../platform/log/start-log.ts';
import { readPack } from '../../platform/packs/read-pack.ts';
import { serveRequests } from '../../platform/process/serve-requests.ts';
import { openTextTower } from './open-text-tower.ts';
import { phraseProtocol } from './phrase-protocol.ts';
import { withPromptEnsemble } from './prompt-ensemble.ts';
import { openTextNetwork, type TextNetwork } from './text-network.ts';

/** The process of the text network. Its tokenizer takes 115 MB, which are freed when the process ends. */

/** @param pack folder of an added pack; undefined: the one that ships */
const openNetwork = async (models: string, pack: string | undefined): Promise<TextNetwork> =>
  pack === undefined ? openTextNetwork(models) : (await openTextTower(await readPack(pack))).embed;

startLog('phrases', 'parent');
serveRequests({
  protocol: phraseProtocol,
  concurrent: false,
  open: async () => {
    const embed = withPromptEnsemble(await openNetwork(process.argv[2] ?? '', process.argv[3]));
    return {
      ready: null,
      handlers: { embed: async ({ text }) => ({ embedding: [...(await embed(text))] }) },
    };
  },
});
