import { type ReactNode, useState } from 'react';
import { useLanguage } from '../../client/contexts.ts';
import { Choice } from '../../ui/choice.tsx';
import type { DateChange } from './date-change.ts';

type Direction = 'later' | 'earlier';

/** A difference by which all dates are moved: that of a clock that was set wrongly. */
export function MoveFields({ onChange }: { readonly onChange: (change: DateChange) => void }): ReactNode {
  const { t } = useLanguage();
  const [direction, setDirection] = useState<Direction>('later');
  const [by, setBy] = useState({ days: '', hours: '', minutes: '' });
  const write = (next: typeof by, to: Direction): void => {
    setBy(next);
    setDirection(to);
    const minutes = Number(next.days) * 24 * 60 + Number(next.hours) * 60 + Number(next.minutes);
    const seconds = Math.round(minutes * 60) * (to === 'later' ? 1 : -1);
    const isMove = Number.isSafeInteger(seconds) && seconds !== 0;
    onChange(isMove ? { change: 'move-date', seconds } : null);
  };
  const fields = [
    ['days', t.moveDays],
    ['hours', t.moveHours],
    ['minutes', t.moveMinutes],
  ] as const;
  return (
    <>
      <div className="date-parts">
        {fields.map(([name, label], at) => (
          <label key={name} className="field">
            <span>{label}</span>
            <input
              className="input"
              type="number"
              min={0}
              max={100_000}
              value={by[name]}
              // biome-ignore lint/a11y/noAutofocus: the difference is what this was opened for.
              autoFocus={at === 0}
              onChange={({ target }) => write({ ...by, [name]: target.value }, direction)}
            />
          </label>
        ))}
      </div>
      <Choice
        label={t.moveDirection}
        options={[
          ['later', t.moveLater],
          ['earlier', t.moveEarlier],
        ]}
        value={direction}
        onChoose={(next) => write(by, next)}
      />
    </>
  );
}
