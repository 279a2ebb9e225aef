import { fork } from 'node:child_process';
import type { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { ModelFileError } from '../files/model-file-error.ts';
import type { PhraseDirection } from './phrase-direction.ts';
import { type PhraseQuestion, phraseAnswerSchema } from './phrase-message.ts';

/** A running process of the sentence model. It keeps its parent alive only while it is asked. */
export interface PhraseProcess {
  /** Undefined when it has ended, or is to end. */
  pid(): number | undefined;
  /**
   * One question at a time.
   * @throws ModelFileError when the model is refused; Error when it ends without an answer, with its last words
   */
  ask(text: string): Promise<PhraseDirection>;
  /** Resolves when it is gone. */
  end(): Promise<void>;
}

/** Milliseconds, loading included: after that it hangs and is ended. */
const ANSWER_WITHIN = 30_000;
const LAST_WORDS = 2000;

/** @param models the folder with text/ */
export function startPhraseProcess(models: string): PhraseProcess {
  const main = new URL(
    import.meta.url.endsWith('.ts') ? 'phrase-process.ts' : 'phrase-process.js',
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
  let asked: PromiseWithResolvers<PhraseDirection> | null = null;
  let alive = true;
  let words = '';

  const onEnd = (how: string): void => {
    alive = false;
    asked?.reject(new Error(how));
    gone.resolve();
  };
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    words = (words + text).slice(-LAST_WORDS);
  });
  child.on('message', (message) => {
    const parsed = phraseAnswerSchema.safeParse(message);
    if (!parsed.success) return asked?.reject(parsed.error);
    if ('refused' in parsed.data) return asked?.reject(new ModelFileError(parsed.data.refused));
    const { weights, offset } = parsed.data;
    asked?.resolve({ weights: Float32Array.from(weights), offset });
  });
  child.on('error', (error) => {
    if (child.pid === undefined) onEnd(error.message);
  });
  child.on('close', (code, signal) => onEnd(`${signal ?? `exit code ${code}`}. ${words}`.trim()));
  holdParent(false);

  return {
    pid: () => (alive ? child.pid : undefined),
    async ask(text) {
      holdParent(true);
      const late = setTimeout(() => child.kill('SIGKILL'), ANSWER_WITHIN);
      asked = Promise.withResolvers();
      const { promise, reject } = asked;
      try {
        const question: PhraseQuestion = { text };
        child.send(question, (error) => error !== null && reject(error));
        return await promise;
      } finally {
        asked = null;
        clearTimeout(late);
        holdParent(false);
      }
    },
    async end() {
      if (alive) {
        alive = false;
        holdParent(true);
        // It holds nothing that could be lost.
        child.kill('SIGKILL');
      }
      await gone.promise;
    },
  };
}
