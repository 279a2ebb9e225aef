import { superviseIndexer } from '../../src/indexing/process/supervise.ts';
import { MODELS } from './paths.ts';

/** A library, and the data folder with the packs that were added. */
export interface LibraryWithPacks {
  readonly library: string;
  readonly data: string;
}

/**
 * Indexes all that waits; what ends it is thrown.
 * @param pack the added pack that is chosen, ID@VERSION; null: none
 * @param onEmbedded called with the photos that are embedded so far
 * @returns photos embedded; undefined where no pack is chosen
 */
export async function indexWithPack(
  { library, data }: LibraryWithPacks,
  pack: string | null,
  onEmbedded: (done: number, pid: number | undefined) => void = () => {},
): Promise<number | undefined> {
  const indexer = superviseIndexer(
    {
      library,
      models: MODELS,
      folders: null,
      resident: false,
      paused: false,
      analysers: [],
      dataFolder: data,
      pack,
    },
    {
      onProgress: ({ analysis }) => {
        if (analysis?.analyser === 'embedding') onEmbedded(analysis.done, indexer.pid());
      },
    },
  );
  return (await indexer.finished).analysed.embedding;
}
