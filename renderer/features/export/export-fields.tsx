import { type ReactNode, useId } from 'react';
import { EXPORTED_METADATA } from '../../../src/domain/exported-metadata.ts';
import { useLanguage } from '../../client/contexts.ts';
import { Choice } from '../../ui/choice.tsx';
import { type ExportOptions, SIZES } from './export-options.ts';

interface Props {
  readonly options: ExportOptions;
  readonly isSeveral: boolean;
  readonly onChange: (change: Partial<ExportOptions>) => void;
}

/** How photos are exported. */
export function ExportFields({ options, isSeveral, onChange }: Props): ReactNode {
  const { t } = useLanguage();
  const { format, largest, metadata, names, numbered, labels } = options;
  const sizeId = useId();
  const explanation =
    format === 'jpeg' ? t.copiesConverted : metadata === 'all' ? t.copiesAsTheyAre : t.copiesWithoutMetadata;
  return (
    <>
      <Field name={t.copiesFormat}>
        <Choice
          label={t.copiesFormat}
          value={format}
          options={[
            ['original', t.copyFormat('original')],
            ['jpeg', t.copyFormat('jpeg')],
          ]}
          onChoose={(next) => onChange({ format: next })}
        />
      </Field>
      {format === 'jpeg' && (
        <div className="export-field">
          <label htmlFor={sizeId}>{t.copiesSize}</label>
          <select
            id={sizeId}
            value={largest ?? ''}
            onChange={({ target: { value } }) =>
              onChange({ largest: SIZES.find((size) => String(size) === value) ?? null })
            }
          >
            <option value="">{t.copiesFullSize}</option>
            {SIZES.map((size) => (
              <option key={size} value={size}>
                {t.copiesPixels(size)}
              </option>
            ))}
          </select>
        </div>
      )}
      <Field name={t.copiesMetadata}>
        <Choice
          label={t.copiesMetadata}
          value={metadata}
          options={EXPORTED_METADATA.map((one) => [one, t.copyMetadata(one)] as const)}
          onChoose={(next) => onChange({ metadata: next })}
        />
      </Field>
      <p className="muted">{explanation}</p>
      <Field name={t.copiesNames}>
        <Choice
          label={t.copiesNames}
          value={names}
          options={[
            ['original', t.copyNames('original')],
            ['date', t.copyNames('date')],
          ]}
          onChoose={(next) => onChange({ names: next })}
        />
      </Field>
      {isSeveral && (
        <label className="check">
          <input type="checkbox" checked={numbered} onChange={() => onChange({ numbered: !numbered })} />
          {t.copiesNumbered}
        </label>
      )}
      <label className="check">
        <input type="checkbox" checked={labels} onChange={() => onChange({ labels: !labels })} />
        {t.copiesWithLabels}
      </label>
    </>
  );
}

function Field({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactNode {
  return (
    <div className="export-field">
      <span aria-hidden="true">{name}</span>
      {children}
    </div>
  );
}
