import { useEffect, useState } from 'react';
import type { Output } from '../../../src/api/contract.ts';
import { useLanguage } from '../../client/contexts.ts';
import { useQuery } from '../../client/use-query.ts';
import { todayOf } from './memory-words.ts';

/** Milliseconds: how soon after midnight a window that stays open notices. */
const LOOK_EVERY_MS = 60_000;

/** Today, YYYY-MM-DD. */
export function useToday(): string {
  const [today, setToday] = useState(() => todayOf(new Date()));
  useEffect(() => {
    const timer = setInterval(() => setToday(todayOf(new Date())), LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return today;
}

/** Today's memories; null before they are here, and where nobody asks for them. */
export function useMemories(isAsked = true): Output<'memories.ofDay'> | null {
  const { language } = useLanguage();
  const day = useToday();
  return useQuery('memories.ofDay', { day, language }, { isAsked, keeps: () => true });
}
