import type { ReactNode } from 'react';
import { useConnection, useLanguage, useNotices } from '../../client/contexts.ts';
import { useQuery } from '../../client/use-query.ts';
import { Choice } from '../../ui/choice.tsx';

/** Which image-text pack searches use, where one was added, and why it is another one than the chosen. */
export function ImageTextSection(): ReactNode {
  const { client } = useConnection();
  const { t } = useLanguage();
  const { report } = useNotices();
  const found = useQuery('imageText.get', {});
  if (found === null || (found.available.length === 0 && found.chosen === null)) return null;
  const { available, chosen, answering, state } = found;
  const names = new Set([...available, ...(chosen === null ? [] : [chosen])]);
  return (
    <>
      <h3>{t.imageText.title}</h3>
      <Choice
        label={t.imageText.title}
        value={chosen ?? ''}
        options={[
          ['', t.imageText.bundled],
          ...[...names].map(
            (name) =>
              [
                name,
                <span key={name} translate="no">
                  {name}
                </span>,
              ] as const,
          ),
        ]}
        onChoose={(name) => void client('imageText.use', { pack: name === '' ? null : name }).catch(report)}
      />
      {state !== 'answering' && (
        <p className="muted" role="status">
          {t.imageTextState(state)} {answering !== null && t.imageTextAnswering(answering)}
        </p>
      )}
    </>
  );
}
