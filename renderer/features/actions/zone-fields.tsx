import { type ReactNode, useEffect, useEffectEvent, useState } from 'react';
import { useLanguage } from '../../client/contexts.ts';
import type { DateChange } from './date-change.ts';

/** Minutes east of UTC of the zones that people live in. */
const OFFSETS: readonly number[] = [
  -720, -660, -600, -570, -540, -480, -420, -360, -300, -240, -210, -180, -120, -60, 0, 60, 120, 180, 210,
  240, 270, 300, 330, 345, 360, 390, 420, 480, 525, 540, 570, 600, 630, 660, 720, 765, 780, 840,
];

const nameOf = (offset: number): string => {
  const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60];
  const sign = offset < 0 ? '\u2212' : '+';
  return offset === 0
    ? 'UTC'
    : `UTC${sign}${hours}${minutes === 0 ? '' : `:${String(minutes).padStart(2, '0')}`}`;
};

/** The zone of this computer now. */
const here = (): number => -new Date().getTimezoneOffset();

/** The time zone that the camera was set to, and the one in which the photos were taken. */
export function ZoneFields({ onChange }: { readonly onChange: (change: DateChange) => void }): ReactNode {
  const { t } = useLanguage();
  const [from, setFrom] = useState(here);
  const [to, setTo] = useState(here);
  const offsets = [...new Set([...OFFSETS, here()])].sort((a, b) => a - b);
  const report = useEffectEvent((): void => onChange({ change: 'time-zone', from, to }));
  useEffect(() => {
    // What stands in the fields at first can be chosen too.
    report();
  }, []);
  const choose = (nextFrom: number, nextTo: number): void => {
    setFrom(nextFrom);
    setTo(nextTo);
    onChange({ change: 'time-zone', from: nextFrom, to: nextTo });
  };
  const fields = [
    { label: t.zoneFrom, value: from, onValue: (next: number) => choose(next, to) },
    { label: t.zoneTo, value: to, onValue: (next: number) => choose(from, next) },
  ];
  return (
    <div className="date-parts">
      {fields.map(({ label, value, onValue }) => (
        <label key={label} className="field">
          <span>{label}</span>
          <select className="input" value={value} onChange={({ target }) => onValue(Number(target.value))}>
            {offsets.map((offset) => (
              <option key={offset} value={offset}>
                {nameOf(offset)}
              </option>
            ))}
          </select>
        </label>
      ))}
    </div>
  );
}
