import { type ReactNode, useEffect, useRef } from 'react';
import type { Output } from '../../../src/api/contract.ts';
import { assertNever } from '../../../src/domain/assert-never.ts';
import { parseDays, parseMemoryKey } from '../../../src/domain/memory.ts';
import { useConnection, useLanguage, useNotices } from '../../client/contexts.ts';
import { useQuery } from '../../client/use-query.ts';
import type { Strings } from '../../i18n/strings.ts';
import { useMemories } from '../memories/use-memories.ts';

type Excluded = Output<'memories.excluded'>[number];

/** What is hidden, in words. */
function nameOf({ kind, value, name }: Excluded, t: Strings): string {
  switch (kind) {
    case 'memory': {
      const key = parseMemoryKey(value);
      if (key === null) return value;
      return key.kind === 'person' ? key.name : t.memoryKindOf(key.kind, t.days(key.from, key.to));
    }
    case 'days': {
      const days = parseDays(value);
      return days === null ? value : t.days(days.from, days.to);
    }
    case 'person':
      return value;
    case 'place':
      return name ?? value;
    default:
      return assertNever(kind);
  }
}

/** Whether memories are shown above the photos, and what is kept out of them. */
export function MemoriesSection({ isWanted }: { readonly isWanted: boolean }): ReactNode {
  const { client } = useConnection();
  const { t, language } = useLanguage();
  const { report } = useNotices();
  const found = useMemories();
  const excluded = useQuery('memories.excluded', { language });
  const section = useRef<HTMLElement>(null);
  const isHere = found !== null && excluded !== null;
  useEffect(() => {
    if (isWanted && isHere) section.current?.scrollIntoView();
  }, [isWanted, isHere]);
  if (!isHere) return null;
  return (
    <section ref={section} className="settings-section">
      <h3>{t.memories}</h3>
      <label className="check">
        <input
          type="checkbox"
          checked={found.shown}
          onChange={(event) => void client('memories.show', { shown: event.target.checked }).catch(report)}
        />
        {t.memoriesShow}
      </label>
      {excluded.length > 0 && <h4>{t.memoriesHidden}</h4>}
      <ul className="plain hidden-memories">
        {excluded.map((one) => {
          const name = nameOf(one, t);
          const exclusions = [{ kind: one.kind, value: one.value }];
          return (
            <li key={`${one.kind} ${one.value}`}>
              <span>
                <b translate={one.kind === 'person' ? 'no' : undefined}>{name}</b>{' '}
                <small className="muted">{t.memoryExclusionKind(one.kind)}</small>
              </span>
              <button
                type="button"
                className="button"
                aria-label={t.memoryRestoreOf(name)}
                onClick={() => void client('memories.exclude', { exclusions, on: false }).catch(report)}
              >
                {t.memoryRestore}
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
