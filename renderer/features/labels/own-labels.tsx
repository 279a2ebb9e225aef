import type { ReactNode } from 'react';
import { useApp } from '../../client/app-context.ts';
import { useAsked } from '../../client/use-asked.ts';
import { Icon } from '../../ui/icon.tsx';
import { NameForm } from '../../ui/name-form.tsx';
import { RenameRemove } from '../../ui/rename-remove.tsx';
import type { NamedLabel } from './say-label.ts';
import { TeachButton } from './teach-button.tsx';

interface Props {
  readonly onSearch: (name: string) => void;
  readonly onTeach: (label: NamedLabel) => void;
}

/** Every label that the person made, with its examples. */
export function OwnLabels({ onSearch, onTeach }: Props): ReactNode {
  const { client, t, said } = useApp();
  const labels = useAsked('labels.own', {});
  return (
    <>
      <p className="muted">{labels?.length === 0 ? t.noOwnLabels : t.ownLabelsIntro}</p>
      <ul className="plain cards own-labels">
        {labels?.map(({ label, name, yes, no }) => (
          <li key={label} className="card" aria-label={name}>
            <h3>
              <Icon name="tag" /> {name}
            </h3>
            <p className="muted">{t.examples(yes, no)}</p>
            <RenameRemove
              name={name}
              question={t.removeLabelQuestion(name, yes + no)}
              remove={t.removeLabel}
              onRename={async (next) => {
                await client('labels.rename', { label, name: next });
                said.session.touch();
              }}
              onRemove={async () => {
                await client('labels.remove', { label });
                said.session.touch();
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
          said.session.touch();
        }}
      />
    </>
  );
}
