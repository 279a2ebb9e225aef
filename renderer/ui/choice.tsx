import { type ReactNode, useId } from 'react';

interface Props<V extends string> {
  readonly label: string;
  readonly value: V;
  readonly options: readonly (readonly [value: V, name: ReactNode])[];
  readonly onChoose: (value: V) => void;
}

/** Radio buttons for a few options. */
export function Choice<V extends string>({ label, value, options, onChoose }: Props<V>): ReactNode {
  const name = useId();
  return (
    <fieldset className="choice" aria-label={label}>
      {options.map(([option, text]) => (
        <label key={option}>
          <input type="radio" name={name} checked={option === value} onChange={() => onChoose(option)} />
          <span>{text}</span>
        </label>
      ))}
    </fieldset>
  );
}
