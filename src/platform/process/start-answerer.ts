import { fork, type Serializable } from 'node:child_process';
import type { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { ZodType } from 'zod';
import { BeachcombError } from '../../domain/error.ts';
import { forwardLog } from '../log/forward-log.ts';
import type { LogProcess } from '../log/log-record.ts';

/** A running process that answers questions. It keeps its parent alive only while it is asked. */
export interface RunningAnswerer<Question extends Serializable, Answer> {
  /** Undefined when it has ended, or is to end. */
  pid(): number | undefined;
  /**
   * One question at a time.
   * @throws Error when it ends without an answer, with its last words; BeachcombError `unavailable` when it hangs
   */
  ask(question: Question): Promise<Answer>;
  /** Resolves when it is gone. */
  end(): Promise<void>;
}

export interface AnswererProgram<Answer> {
  /** The module that the process runs: it calls answerQuestions. */
  readonly script: URL;
  readonly args: readonly string[];
  /** Its name in the log. */
  readonly process: LogProcess;
  /** What an answer is; anything else is an error. */
  readonly answer: ZodType<Answer>;
  /** Milliseconds for an answer, loading included: after that the process hangs and is ended. */
  readonly answerWithin: number;
}

const LAST_WORDS = 2000;

/** Starts a process that answers questions. Whatever goes wrong there is told by the next question. */
export function startAnswerer<Question extends Serializable, Answer>(
  program: AnswererProgram<Answer>,
): RunningAnswerer<Question, Answer> {
  const child = fork(fileURLToPath(program.script), program.args, {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const holdParent = (hold: boolean): void => {
    for (const handle of [child, child.channel, child.stderr as Socket | null])
      hold ? handle?.ref() : handle?.unref();
  };
  const gone = Promise.withResolvers<void>();
  let asked: PromiseWithResolvers<Answer> | null = null;
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
  forwardLog(child, program.process, (text) => {
    words = (words + text).slice(-LAST_WORDS);
  });
  child.on('message', (message) => {
    const parsed = program.answer.safeParse(message);
    parsed.success ? asked?.resolve(parsed.data) : asked?.reject(parsed.error);
  });
  child.on('error', (error) => {
    if (child.pid === undefined) onEnd(error.message);
  });
  child.on('close', (code, signal) => {
    // Of an error that ended it the sentence is enough.
    const sentence = /^\w*Error: (.+)$/m.exec(words)?.[1];
    onEnd(sentence ?? `${signal ?? `exit code ${code}`}. ${words}`.trim());
  });
  holdParent(false);

  return {
    pid: () => (alive ? child.pid : undefined),
    async ask(question) {
      holdParent(true);
      asked = Promise.withResolvers();
      const { promise, reject } = asked;
      const { answerWithin } = program;
      const late = setTimeout(() => {
        reject(new BeachcombError('unavailable', `No answer within ${answerWithin / 1000} seconds.`));
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
