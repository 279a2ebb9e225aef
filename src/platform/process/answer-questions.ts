import process from 'node:process';
import type { ZodType } from 'zod';

/**
 * Makes this process one that answers the process that started it; nothing but that channel keeps it alive.
 * Whatever goes wrong ends it, with the error as its last words.
 * @param question what a question is; anything else is an error
 */
export function answerQuestions<Question, Answer>(
  question: ZodType<Question>,
  answer: (asked: Question) => Promise<Answer>,
): void {
  process.on('message', async (message) => {
    const answered = await answer(question.parse(message));
    // The callback takes the error of a channel that closed in between.
    process.send?.(answered, undefined, undefined, () => {});
  });
}
