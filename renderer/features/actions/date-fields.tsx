import { type ReactNode, useId, useState } from 'react';
import { useLanguage } from '../../client/contexts.ts';
import { Choice } from '../../ui/choice.tsx';
import type { DateChange } from './date-change.ts';
import { CHOSEN_PRECISIONS, type ChosenPrecision, DATE_INPUTS, dateText, givenDate } from './given-date.ts';

interface Props {
  /** The date that a single photo has. */
  readonly taken: string | null;
  readonly onChange: (change: DateChange) => void;
}

/** A date of which a year, a month, a day or a time is known. */
export function DateFields({ taken, onChange }: Props): ReactNode {
  const { t } = useLanguage();
  const id = useId();
  const [precision, setPrecision] = useState<ChosenPrecision>('day');
  const [text, setText] = useState(() => dateText(taken, 'day'));
  const write = (next: string, as: ChosenPrecision): void => {
    setText(next);
    const date = givenDate(next, as);
    onChange(date === null ? null : { change: 'taken', taken: date });
  };
  const { type, length } = DATE_INPUTS[precision];
  return (
    <>
      <Choice
        label={t.datePrecision}
        options={CHOSEN_PRECISIONS.map((value) => [value, t.datePrecisionName(value)] as const)}
        value={precision}
        onChoose={(next) => {
          setPrecision(next);
          write(text === '' ? '' : dateText(text, next), next);
        }}
      />
      <label className="field" htmlFor={id}>
        <span>{t.givenDate}</span>
        <input
          id={id}
          className="input"
          type={type}
          // Of a browser without a field for dates: it is written as here.
          placeholder={'YYYY-MM-DDThh:mm'.slice(0, length)}
          min={type === 'number' ? 1800 : undefined}
          max={type === 'number' ? 2199 : undefined}
          value={text}
          // biome-ignore lint/a11y/noAutofocus: writing a date is what this was opened for.
          autoFocus
          onChange={({ target }) => write(target.value, precision)}
        />
      </label>
      {text.length >= length && givenDate(text, precision) === null && (
        <p className="error" role="alert">
          {t.notADate(text)}
        </p>
      )}
    </>
  );
}
