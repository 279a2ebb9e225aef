import { type MouseEvent, type ReactNode, useId } from 'react';
import type { MemoryView } from '../../../src/api/contract.ts';
import { MEMORY_KIND_ROWS } from '../../../src/domain/memory.ts';
import { useConnection, useLanguage } from '../../client/contexts.ts';
import { SteadyPicture } from '../../ui/steady-picture.tsx';
import { memorySpan, memoryTitle } from './memory-words.ts';
import { useToday } from './use-memories.ts';

interface Props {
  readonly memories: readonly MemoryView[];
  /** In one row that scrolls, or in as many as they need. */
  readonly form: 'row' | 'page';
  /** Its heading is seen. */
  readonly isNamed?: boolean;
  readonly onOpen: (memory: string) => void;
}

/** Another tab or window: the browser's own. */
const isPlainClick = ({ button, ctrlKey, metaKey, shiftKey, altKey }: MouseEvent): boolean =>
  button === 0 && !ctrlKey && !metaKey && !shiftKey && !altKey;

/** Memories as pictures with their names, each a link to its page. */
export function MemoryRow({ memories, form, isNamed = false, onOpen }: Props): ReactNode {
  const { picture } = useConnection();
  const { t } = useLanguage();
  const today = useToday();
  const headingId = useId();
  return (
    <section className={`memories memories-${form}`} aria-labelledby={headingId}>
      <h3 id={headingId} className={isNamed ? undefined : 'unseen'}>
        {t.memories}
      </h3>
      <ul className="plain memory-cards">
        {memories.map((memory) => {
          const title = memoryTitle(t, memory, today);
          const span = memorySpan(t, memory);
          return (
            <li key={memory.memory}>
              <a
                className="memory-card"
                href={`#/memories/${encodeURIComponent(memory.memory)}`}
                title={span === '' ? title : `${title} · ${span}`}
                onClick={(event) => {
                  if (!isPlainClick(event)) return;
                  event.preventDefault();
                  onOpen(memory.memory);
                }}
              >
                <SteadyPicture
                  src={picture('thumbnail', memory.cover)}
                  alt=""
                  loading="lazy"
                  decoding="async"
                  draggable={false}
                />
                <span className="unseen">
                  {t.memoryCard(span === '' ? title : t.list([title, span]), memory.photos)}
                </span>
                <span className="memory-words" aria-hidden="true">
                  <b translate={memory.kind === 'person' ? 'no' : undefined}>{title}</b>
                  <small>{subtitleOf(memory, t.shortDays, t.photos)}</small>
                </span>
              </a>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** Where it was, as its kind wants it; else how much there is. */
function subtitleOf(
  { kind, span, place, photos }: MemoryView,
  days: (from: string, to: string) => string,
  count: (n: number) => string,
): string {
  if (MEMORY_KIND_ROWS[kind].subtitle === 'photos' || span === null) return count(photos);
  return place === null ? days(span.from, span.to) : place.name;
}
