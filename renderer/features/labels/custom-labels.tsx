import type { ReactNode } from 'react';
import { useConnection, useLanguage } from '../../client/contexts.ts';
import { useQuery } from '../../client/use-query.ts';
import { Icon } from '../../ui/icon.tsx';
import { NameForm } from '../../ui/name-form.tsx';
import { RenameRemove } from '../../ui/rename-remove.tsx';
import type { NamedLabel } from './correct-label.ts';
import { TeachButton } from './teach-button.tsx';

interface Props {
  readonly onSearch: (name: string) => void;
  readonly onTeach: (label: NamedLabel) => void;
}

/** Every label that the person made, with its examples. */
export function CustomLabels({ onSearch, onTeach }: Props): ReactNode {
  const { client } = useConnection();
  const { t } = useLanguage();
  const labels = useQuery('labels.own', {});
  return (
    <>
      <p className="muted">{labels?.length === 0 ? t.noOwnLabels : t.customLabelsIntro}</p>
      <ul className="plain cards own-labels">
        {labels?.map(({ label, name, yes, no }) => (
          <li key={label} className="card" aria-label={name}>
            <h3>
              <Icon name="tag" /> <span translate="no">{name}</span>
            </h3>
            <p className="muted">{t.examples(yes, no)}</p>
            <RenameRemove
              name={name}
              question={t.removeLabelQuestion(name, yes + no)}
              remove={t.removeLabel}
              onRename={async (next) => {
                await client('labels.rename', { label, name: next });
              }}
              onRemove={async () => {
                await client('labels.remove', { label });
              }}
            >
              <TeachButton label={label} name={name} onTeach={onTeach} />
              <button type="button" className="button quiet" onClick={() => onSearch(name)}>
                {t.showPhotos}
              </button>
            </RenameRemove>
          </li>
        ))}
      </ul>
      <NameForm
        label={t.newLabel}
        example={t.newLabelExample}
        submit={t.make}
        onName={async (name) => {
          await client('labels.add', { name });
        }}
      />
    </>
  );
}
