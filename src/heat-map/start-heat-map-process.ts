import { fork } from 'node:child_process';
import type { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { BeachcombError } from '../domain/error.ts';
import { type HeatMapAnswer, type HeatMapQuestion, heatMapAnswerSchema } from './heat-map-message.ts';

/** A running process of the heat maps. It keeps its parent alive only while it is asked. */
export interface HeatMapProcess {
  /** Undefined when it has ended, or is to end. */
  pid(): number | undefined;
  /**
   * One question at a time.
   * @param answerWithin milliseconds, loading included: after that it hangs and is ended
   * @throws Error when it ends without an answer, with its last words; BeachcombError `unavailable` when it hangs
   */
  ask(question: HeatMapQuestion, answerWithin: number): Promise<HeatMapAnswer>;
  /** Resolves when it is gone. */
  end(): Promise<void>;
}

const LAST_WORDS = 2000;

/** @param models the folder with photo/ */
export function startHeatMapProcess(models: string): HeatMapProcess {
  const main = new URL(
    import.meta.url.endsWith('.ts') ? 'heat-map-process.ts' : 'heat-map-process.js',
    import.meta.url,
  );
  const child = fork(fileURLToPath(main), [models], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const holdParent = (hold: boolean): void => {
    for (const handle of [child, child.channel, child.stderr as Socket | null])
      hold ? handle?.ref() : handle?.unref();
  };
  const gone = Promise.withResolvers<void>();
  let asked: PromiseWithResolvers<HeatMapAnswer> | null = null;
  let alive = true;
  let words = '';

  const end = async (): Promise<void> => {
    if (alive) {
      alive = false;
      holdParent(true);
      // It holds nothing that could be lost.
      child.kill('SIGKILL');
    }
    await gone.promise;
  };
  const onEnd = (how: string): void => {
    alive = false;
    asked?.reject(new Error(how));
    gone.resolve();
  };
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    words = (words + text).slice(-LAST_WORDS);
  });
  child.on('message', (message) => {
    const parsed = heatMapAnswerSchema.safeParse(message);
    parsed.success ? asked?.resolve(parsed.data) : asked?.reject(parsed.error);
  });
  child.on('error', (error) => {
    if (child.pid === undefined) onEnd(error.message);
  });
  child.on('close', (code, signal) => onEnd(`${signal ?? `exit code ${code}`}. ${words}`.trim()));
  holdParent(false);

  return {
    pid: () => (alive ? child.pid : undefined),
    async ask(question, answerWithin) {
      holdParent(true);
      asked = Promise.withResolvers();
      const { promise, reject } = asked;
      const late = setTimeout(() => {
        reject(new BeachcombError('unavailable', `No heat map within ${answerWithin / 1000} seconds.`));
        void end();
      }, answerWithin);
      try {
        child.send(question, (error) => error !== null && reject(error));
        return await promise;
      } finally {
        asked = null;
        clearTimeout(late);
        if (alive) holdParent(false);
      }
    },
    end,
  };
}
