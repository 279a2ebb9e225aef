import type { Progress } from '../pipeline/progress.ts';
import type { Report } from './message.ts';

const PROGRESS_EVERY_MS = 200;

/** Sends the first progress of each phase immediately, then at a readable rate; always sends the last. */
export function progressSender(send: (report: Report) => unknown): (progress: Progress) => void {
  let last = { phase: '', at: 0 };
  let waiting: NodeJS.Timeout | null = null;
  const sendNow = (progress: Progress, phase: string): void => {
    clearTimeout(waiting ?? undefined);
    waiting = null;
    last = { phase, at: Date.now() };
    send({ report: 'progress', progress });
  };
  return (progress) => {
    const phase = `${progress.phase} ${progress.pausedBy} ${progress.watching}`;
    const left = last.at + PROGRESS_EVERY_MS - Date.now();
    if (phase !== last.phase || left <= 0) return sendNow(progress, phase);
    clearTimeout(waiting ?? undefined);
    waiting = setTimeout(() => sendNow(progress, phase), left);
  };
}
