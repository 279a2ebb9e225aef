import { createHash } from 'node:crypto';
import { appendFileSync, copyFileSync, existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { searchView } from '../../../../src/app/views/search-view.ts';
import { ANALYSERS, type SwitchedAnalyserId } from '../../../../src/domain/analyser.ts';
import { CrashMarker } from '../../../../src/indexing/pipeline/crash-marker.ts';
import { Pipeline } from '../../../../src/indexing/pipeline/pipeline.ts';
import type { Progress } from '../../../../src/indexing/pipeline/progress.ts';
import type { RunSummary } from '../../../../src/indexing/pipeline/run-summary.ts';
import { superviseIndexer } from '../../../../src/indexing/process/supervise.ts';
import { Searcher } from '../../../../src/search/searcher.ts';
import { LibraryReader } from '../../../../src/store/library-reader.ts';
import { UserDataWriter } from '../../../../src/store/user-data-writer.ts';
import { MODELS, ROOT } from '../../../support/paths.ts';
import { pipelineOptions } from '../../../support/pipeline-options.ts';
import { sendSignal } from '../../../support/send-signal.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const FIXTURES = path.join(ROOT, 'test', 'fixtures', 'ocr');
const PICTURES = ['order.png', 'chat.png', 'terminal.png', 'sign.png', 'receipt.png', 'board.png'];

/** A library with a folder of pictures; `copies` of each, each with its own content. */
function made(names: readonly string[], copies = 1): { readonly library: string; readonly folder: string } {
  const root = tempFolder();
  const folder = path.join(root, 'photos');
  mkdirSync(folder);
  for (const name of names)
    for (let i = 0; i < copies; i++) {
      const file = path.join(folder, copies === 1 ? name : `${i}-${name}`);
      copyFileSync(path.join(FIXTURES, name), file);
      // Bytes behind the end of a picture change its hash, not its pixels.
      if (i > 0) appendFileSync(file, Buffer.from([i]));
    }
  const library = path.join(root, 'library.sqlite');
  const userData = new UserDataWriter(library);
  userData.addFolder(Buffer.from(folder), 0);
  userData.close();
  return { library, folder };
}

interface RunOptions {
  readonly on?: readonly SwitchedAnalyserId[] | null;
  readonly onProgress?: (progress: Progress) => void;
  readonly shouldYield?: () => boolean;
}

async function run(
  library: string,
  { on = ['text'], onProgress = () => {}, shouldYield = () => false }: RunOptions = {},
): Promise<RunSummary> {
  const pipeline = new Pipeline(
    pipelineOptions(library, {
      onProgress,
      analysis: on === null ? null : { models: MODELS, on, dataFolder: null, pack: null },
    }),
  );
  try {
    return await pipeline.run({
      folders: null,
      changedOnly: false,
      forgetMissing: [],
      shouldYield,
      signal: new AbortController().signal,
    });
  } finally {
    await pipeline.close();
  }
}

const rows = (library: string, sql: string): unknown[] => {
  const db = new Sqlite(library, { readonly: true });
  const found = db.prepare(sql).raw().all();
  db.close();
  return found;
};

/** File names that a search finds at a level, sorted. */
function namesOf(library: string, text: string, level: 'likely' | 'possible'): string[] {
  const reader = new LibraryReader(library);
  const searcher = new Searcher(reader);
  const result = searcher.search(text, { sort: 'relevance', all: false });
  const found = result
    .hits(0, result.length)
    .filter((hit) => hit.level === level)
    .flatMap(({ photo }) => reader.files.places(photo).map(({ path: at }) => Buffer.from(at).toString()));
  reader.close();
  return found.sort();
}

const reasonsOf = (library: string, text: string): string[] => {
  const reader = new LibraryReader(library);
  const result = new Searcher(reader).search(text, { sort: 'relevance', all: false });
  const reasons = result.hits(0, 1).flatMap(({ photo }) => result.reasons(photo).map(({ label }) => label));
  reader.close();
  return reasons;
};

/** File names of the first two photos that have any score, sorted. */
function firstTwoOf(library: string, text: string): string[] {
  const reader = new LibraryReader(library);
  const result = new Searcher(reader).search(text, { sort: 'relevance', all: true });
  const names = result
    .hits(0, 2)
    .flatMap(({ photo }) => reader.files.places(photo).map(({ path: at }) => Buffer.from(at).toString()));
  reader.close();
  return names.sort();
}

describe('text in photos', () => {
  it('is found by words and parts of words in both languages, by quotes and by its field', async () => {
    const { library } = made(PICTURES);
    const phases: string[] = [];
    const summary = await run(library, {
      onProgress: ({ phase, analysis }) => {
        phases.push(phase);
        if (phase === 'analysing') expect(analysis).toMatchObject({ analyser: 'text', found: 6 });
      },
    });
    expect(summary).toMatchObject({ indexed: 6, analysed: { text: 6 } });
    expect(phases.lastIndexOf('indexing')).toBeLessThan(phases.indexOf('analysing'));
    const likely = (text: string): string[] => namesOf(library, text, 'likely');
    expect(likely('croissant')).toEqual(['receipt.png']);
    expect(likely('"flat white"')).toEqual(['receipt.png']);
    expect(likely('text:tidepool')).toEqual(['receipt.png']);
    expect(likely('"white flat"')).toEqual([]);
    expect(likely('"tidep"')).toEqual([]);
    expect(likely('老上海面馆')).toEqual(['board.png']);
    expect(namesOf(library, '老上海', 'possible')).toEqual(['board.png']);
    expect(namesOf(library, '防晒霜', 'possible')).toEqual(['order.png']);
    expect(likely('"上海面馆"')).toEqual(['board.png']);
    expect(likely('"老 上海 面馆"')).toEqual(['board.png']);
    expect(likely('"地铁"')).toEqual(['chat.png']);
    expect(likely('"TS2345"')).toEqual(['terminal.png']);
    expect(likely('"ｔｓ２３４５"')).toEqual(['terminal.png']);
    expect(namesOf(library, 'croiss', 'possible')).toEqual(['receipt.png']);
    expect(namesOf(library, '4417', 'likely')).toEqual(['receipt.png']);
    for (const text of ['zzqqy', '"zzqqy"', '"冰淇淋店"']) {
      expect(likely(text)).toEqual([]);
      expect(namesOf(library, text, 'possible')).toEqual([]);
    }
    // What a label may mean is not likely by a word on a sign.
    expect(likely('entrance beach')).not.toContain('terminal.png');
    // All words as they stand in a line are likely, before photos that look like them.
    expect(likely('beach entrance')).toEqual(['sign.png']);
    expect(reasonsOf(library, 'beach entrance')[0]).toBe('photo-text');
    // A word on a sign is stronger than a label that is hardly there.
    expect(firstTwoOf(library, 'beach')).toEqual(['order.png', 'sign.png']);
    expect(reasonsOf(library, 'croissant')).toContain('photo-text');
    expect(reasonsOf(library, '"flat white"')).toEqual(['photo-text']);
  });

  it('is named in the chips where it is what found the photos', async () => {
    const { library } = made(PICTURES);
    await run(library);
    const reader = new LibraryReader(library);
    const searcher = new Searcher(reader);
    const chipsOf = (text: string) => {
      const result = searcher.search(text, { sort: 'relevance', all: false });
      const input = { text, sort: 'relevance', verbatim: false, offset: 0, limit: 10 } as const;
      const { interpretations, phrases } = searchView({ ...result, correction: null }, input, 1, [], reader);
      const words = interpretations.map(({ as, meaning, photos }) => ({ as, meaning: meaning.en, photos }));
      return { words, phrases };
    };
    const inText = { as: 'text', meaning: 'text in the photo', photos: 1 };
    expect(chipsOf('croissant')).toEqual({ words: [inText], phrases: [] });
    // In longer words alone.
    expect(chipsOf('croiss')).toEqual({ words: [inText], phrases: [] });
    expect(chipsOf('beach entrance').phrases).toEqual([{ text: 'beach entrance', as: 'text', photos: 1 }]);
    const absent = { as: 'meaning', meaning: 'unknown word; looks like: zzqqy', photos: 0 };
    expect(chipsOf('zzqqy')).toEqual({
      words: [absent],
      phrases: [{ text: 'zzqqy', as: 'meaning', photos: 0 }],
    });
    reader.close();
  });

  it('keeps where each line lies in the picture', async () => {
    const { library } = made(['sign.png']);
    await run(library);
    const reader = new LibraryReader(library);
    const lines = reader.textLines(1);
    reader.close();
    expect(lines.map(({ text }) => text)).toEqual(['海滩入口', 'BEACH ENTRANCE']);
    for (const { box, confidence } of lines) {
      expect(confidence).toBeGreaterThan(0.8);
      const [left = 0, right = 0] = [Math.min(...box.map(([x]) => x)), Math.max(...box.map(([x]) => x))];
      expect(left).toBeGreaterThanOrEqual(0);
      expect(right).toBeLessThanOrEqual(1);
      expect(right - left).toBeGreaterThan(0.2);
    }
  });

  it('is forgotten when it is turned off, read again when it is on, and left alone where neither is asked', async () => {
    const { library } = made(['sign.png', 'receipt.png']);
    await run(library);
    const lines = rows(library, 'SELECT text FROM text_lines ORDER BY photo_id, line');
    expect(lines.length).toBeGreaterThan(5);
    await run(library, { on: null });
    expect(rows(library, 'SELECT text FROM text_lines ORDER BY photo_id, line')).toEqual(lines);
    expect((await run(library, { on: [] })).analysed).toEqual({});
    expect(rows(library, 'SELECT 1 FROM text_lines UNION ALL SELECT 1 FROM analyses')).toEqual([]);
    expect(namesOf(library, 'croissant', 'likely')).toEqual([]);
    expect((await run(library)).analysed).toEqual({ text: 2 });
    expect(rows(library, 'SELECT text FROM text_lines ORDER BY photo_id, line')).toEqual(lines);
    expect((await run(library)).analysed).toEqual({ text: 0 });
  });

  it('is read again by a new version, and nothing else is done again', async () => {
    const { library } = made(['sign.png', 'receipt.png']);
    await run(library);
    const before = rows(library, 'SELECT * FROM answers');
    const db = new Sqlite(library);
    db.exec(`UPDATE analyses SET version = ${ANALYSERS.text.version + 1}`);
    db.close();
    expect(await run(library)).toMatchObject({ indexed: 0, recognisedAgain: 0, analysed: { text: 2 } });
    expect(rows(library, 'SELECT * FROM answers')).toEqual(before);
    expect(rows(library, 'SELECT DISTINCT version FROM analyses')).toEqual([[ANALYSERS.text.version]]);
  });

  it('waits for another run that is due, and continues in it', async () => {
    const { library } = made(['sign.png'], 4);
    let isDue = false;
    const first = await run(library, {
      onProgress: ({ phase }) => {
        isDue ||= phase === 'analysing';
      },
      shouldYield: () => isDue,
    });
    expect(first.indexed).toBe(4);
    expect(first.analysed.text ?? 0).toBeLessThan(4);
    const second = await run(library);
    expect((first.analysed.text ?? 0) + (second.analysed.text ?? 0)).toBe(4);
  });

  it('reads screenshots first, then the newest', async () => {
    const { library, folder } = made(['sign.png', 'receipt.png']);
    copyFileSync(path.join(FIXTURES, 'chat.png'), path.join(folder, 'Screenshot 2019-01-01.png'));
    await run(library, { on: null });
    const db = new Sqlite(library);
    const date = db.prepare(
      'UPDATE photos SET taken_at = ? WHERE id = (SELECT photo_id FROM files WHERE name = CAST(? AS BLOB))',
    );
    date.run('2019-01-01T00:00:00', 'Screenshot 2019-01-01.png');
    date.run('2020-01-01T00:00:00', 'receipt.png');
    date.run('2021-01-01T00:00:00', 'sign.png');
    // Only the name tells that it is a screenshot.
    db.exec("UPDATE labels SET labels = x''");
    db.close();
    const order: string[] = [];
    for (let nth = 0; nth < 3; nth++) {
      let [phase, asked] = ['', 0];
      // One photo a run.
      await run(library, {
        onProgress: (progress) => {
          phase = progress.phase;
        },
        shouldYield: () => phase === 'analysing' && ++asked > 1,
      });
      const names = rows(library, 'SELECT f.name FROM analyses a JOIN files f ON f.photo_id = a.photo_id');
      order.push(...names.map((row) => String((row as [Buffer])[0])).filter((name) => !order.includes(name)));
    }
    expect(order).toEqual(['Screenshot 2019-01-01.png', 'sign.png', 'receipt.png']);
  });

  it('records a photo that cannot be decoded any more as a problem, and does not try it again', async () => {
    const { library, folder } = made(['sign.png', 'receipt.png']);
    await run(library, { on: null });
    const file = path.join(folder, 'sign.png');
    // The library is made to believe that this was the content: as a decoder that fails on it now.
    const bytes = Buffer.from('not a picture any more');
    writeFileSync(file, bytes);
    const db = new Sqlite(library);
    db.prepare(
      "UPDATE photos SET hash = ? WHERE id = (SELECT photo_id FROM files WHERE name = CAST('sign.png' AS BLOB))",
    ).run(createHash('sha256').update(bytes).digest());
    const { size, mtimeMs, ctimeMs } = statSync(file);
    db.prepare("UPDATE files SET size = ?, mtime = ?, ctime = ? WHERE name = CAST('sign.png' AS BLOB)").run(
      size,
      Math.round(mtimeMs * 1000),
      Math.round(ctimeMs * 1000),
    );
    db.close();
    expect((await run(library)).analysed).toEqual({ text: 2 });
    expect(
      rows(
        library,
        "SELECT a.problem FROM analyses a JOIN files f ON f.photo_id = a.photo_id WHERE f.name = CAST('sign.png' AS BLOB)",
      ),
    ).toEqual([['not-an-image']]);
    expect((await run(library)).analysed).toEqual({ text: 0 });
  });
});

describe('crashes of an analyser', () => {
  it('a photo that was analysed alone at two crashes is a problem, and the others are read', async () => {
    const { library } = made(['sign.png', 'receipt.png', 'board.png']);
    await run(library, { on: null });
    const crash = (photos: readonly number[]): void => {
      const bytes = Buffer.alloc(8 * photos.length);
      photos.forEach((photo, at) => void bytes.writeBigUInt64LE(BigInt(photo), 8 * at));
      writeFileSync(`${library}.analysing-text`, bytes);
    };
    /** One run that stops when the analyser begins. */
    const begin = async (): Promise<void> => {
      let isDue = false;
      await run(library, {
        onProgress: ({ phase }) => {
          isDue ||= phase === 'analysing';
        },
        shouldYield: () => isDue,
      });
    };
    // Several at once are suspects only.
    crash([1, 2]);
    await begin();
    expect(rows(library, 'SELECT photo_id, version, deaths FROM analyses')).toEqual([
      [1, 0, 0],
      [2, 0, 0],
    ]);
    crash([1]);
    await begin();
    crash([1]);
    expect((await run(library)).analysed).toEqual({ text: 2 });
    expect(rows(library, 'SELECT photo_id FROM analyses WHERE problem IS NULL ORDER BY 1')).toEqual([
      [2],
      [3],
    ]);
    expect(rows(library, 'SELECT photo_id, problem FROM analyses WHERE problem IS NOT NULL')).toEqual([
      [1, 'crashed'],
    ]);
    expect(existsSync(`${library}.analysing-text`)).toBe(false);
    expect(CrashMarker.read(`${library}.analysing-text`)).toEqual([]);
  });

  it('a killed indexer continues, and each photo has its text once', async () => {
    const { library } = made(PICTURES, 3);
    let kills = 0;
    const indexer = superviseIndexer(
      { library, models: MODELS, folders: null, resident: false, paused: false, analysers: ['text'] },
      {
        onProgress: ({ analysis }) => {
          const pid = indexer.pid();
          if (analysis === null || kills > 0 || pid === undefined) return;
          kills += 1;
          sendSignal(pid, 'SIGKILL');
        },
      },
    );
    await indexer.finished;
    expect(kills).toBe(1);
    expect(rows(library, 'SELECT count(*), sum(problem IS NOT NULL) FROM analyses')).toEqual([[18, 0]]);
    const counts = rows(library, "SELECT count(*) FROM text_lines WHERE text LIKE '%CAFE TIDEPOOL%'");
    expect(counts).toEqual([[3]]);
  });
});
