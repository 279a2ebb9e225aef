import { type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Hit } from '../../../src/api/contract.ts';
import { useConnection, useNotices, useUserActions } from '../../client/contexts.ts';

/** Number of questions at once. */
const AT_ONCE = 12;

export interface LessonState {
  /** The photos of this round; null until they are here. */
  readonly photos: readonly Hit[] | null;
  /** What was answered in this round, by photo. */
  readonly answers: ReadonlyMap<number, boolean>;
  /** Answers for the photo at a place; the same answer again takes it back. */
  readonly correct: (at: number, wanted: boolean) => Promise<void>;
  /** Takes back the last answer of this round; false where there is none. */
  readonly undo: () => boolean;
  /** Asks about other photos. */
  readonly next: () => void;
}

/** Rounds of questions whether photos show a label; every answer is kept at once. */
export function useLesson(label: string, onRound: () => void): LessonState {
  const { client } = useConnection();
  const { report } = useNotices();
  const { session } = useUserActions();
  const [photos, setPhotos] = useState<readonly Hit[] | null>(null);
  const [answers, setAnswers] = useState<ReadonlyMap<number, boolean>>(new Map());
  /** The answers before each one of this round, for the way back. */
  const before = useRef<ReadonlyMap<number, boolean>[]>([]);
  const round = useRef<AbortController>(undefined);

  const next = (): void => {
    round.current?.abort();
    const mine = new AbortController();
    round.current = mine;
    client('labels.propose', { label, limit: AT_ONCE }).then(
      (proposed) => {
        if (mine.signal.aborted) return;
        setPhotos(proposed);
        setAnswers(new Map());
        before.current = [];
        onRound();
      },
      (error: unknown) => {
        if (!mine.signal.aborted) report(error);
      },
    );
  };
  useStart(next, round);

  const takeBack = (): void => setAnswers((now) => before.current.pop() ?? now);
  const correct = async (at: number, wanted: boolean): Promise<void> => {
    const photo = photos?.[at]?.photo;
    if (photo === undefined) return;
    const applies = answers.get(photo) === wanted ? null : wanted;
    const changed = new Map(answers);
    if (applies === null) changed.delete(photo);
    else changed.set(photo, applies);
    setAnswers(changed);
    before.current.push(answers);
    try {
      await session.correct([{ photo, label, applies }]);
    } catch (error) {
      takeBack();
      report(error);
    }
  };
  const undo = (): boolean => {
    if (before.current.length === 0) return false;
    session.undo().then(takeBack, report);
    return true;
  };
  return { photos, answers, correct, undo, next };
}

/** Begins when the component is shown, and ends with it. */
function useStart(start: () => void, round: RefObject<AbortController | undefined>): void {
  const onStart = useEffectEvent(start);
  useEffect(() => {
    onStart();
    return () => round.current?.abort();
  }, [round]);
}
