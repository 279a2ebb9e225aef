import type { AnalyserId } from '../../domain/analyser.ts';
import type { Face } from '../../domain/face.ts';
import type { Pack } from '../../platform/packs/read-pack.ts';
import type { ResultTables } from '../../store/analysis-writer.ts';
import type { UprightPicture } from '../../vision/decode/decode-upright.ts';
import { openFaceFinder } from '../../vision/faces/open-face-finder.ts';
import { openImageTower } from '../../vision/image-text/open-image-tower.ts';
import { toInt8 } from '../../vision/image-text/to-int8.ts';
import { openTextReader } from '../../vision/text/open-text-reader.ts';
import { readText } from '../../vision/text/read-text.ts';

/** How one picture is to be analysed. */
export interface AnalysisRequest {
  /** A screenshot, a document, or another picture that is probably full of text. */
  readonly isDense: boolean;
  readonly signal: AbortSignal;
  /** Resolves when the next part of the work may begin. */
  readonly mayGoOn: () => Promise<void>;
}

/** What the networks of an analyser are opened with. */
export interface AnalyserSources {
  /** Path of the models folder. */
  readonly models: string;
  /** Threads for its networks. */
  readonly threads: number;
  /** The added pack that photos are to be embedded by, and its number; null: none. */
  readonly pack: { readonly pack: Pack; readonly number: number } | null;
}

/** An analyser whose networks are loaded; several pictures may be analysed at once. */
export interface Analyser {
  /** @returns how the result is saved @throws the signal's reason when aborted */
  analyse(
    picture: UprightPicture,
    request: AnalysisRequest,
  ): Promise<(tables: ResultTables, photo: number) => void>;
  close(): Promise<void>;
}

/**
 * How each analyser is opened; its version and whether it is on: ANALYSERS in src/domain/analyser.ts.
 * @throws ModelFileError or BeachcombError if a network is damaged or was changed; Error if one is missing
 */
export const OPEN_ANALYSER = {
  embedding: async ({ pack: chosen, threads }) => {
    if (chosen === null) throw new Error('No added pack is chosen.');
    const { pack, number } = chosen;
    const tower = await openImageTower(pack, threads);
    return {
      async analyse(picture, { signal, mayGoOn }) {
        await mayGoOn();
        signal.throwIfAborted();
        const embedding = { pack: number, ...toInt8(await tower.embed(picture)) };
        return (tables, photo) => tables.embedding(photo, embedding);
      },
      close: () => tower.close(),
    };
  },
  text: async ({ models, threads }) => {
    const reader = await openTextReader(models, threads);
    return {
      async analyse(picture, { isDense, signal, mayGoOn }) {
        const lines = await readText(reader, picture, isDense, signal, mayGoOn);
        return (tables, photo) => tables.text(photo, lines);
      },
      close: () => reader.close(),
    };
  },
  faces: async ({ models, threads }) => {
    const finder = await openFaceFinder(models, threads);
    return {
      async analyse(picture, { signal, mayGoOn }) {
        const faces: Face[] = [];
        for (const found of await finder.find(picture)) {
          await mayGoOn();
          signal.throwIfAborted();
          faces.push(await finder.describe(picture, found));
        }
        return (tables, photo) => tables.faces(photo, faces);
      },
      close: () => finder.close(),
    };
  },
} as const satisfies Record<AnalyserId, (sources: AnalyserSources) => Promise<Analyser>>;
