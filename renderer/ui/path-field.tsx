import type { ReactNode } from 'react';
import { useLanguage } from '../client/contexts.ts';

interface Props {
  readonly id: string;
  readonly label: string;
  readonly path: string;
  readonly onPath: (path: string) => void;
  /** A path as it is written; that of a folder of pictures without it. */
  readonly example?: string;
  /** Id of the error message of the path; null without an error. */
  readonly error?: string | null;
  /** A button that stands beside it. */
  readonly children?: ReactNode;
}

/** Asks for the path of a folder, where no dialog of the system can. */
export function PathField(props: Props): ReactNode {
  const { id, label, path, onPath, example, error = null, children } = props;
  const { t } = useLanguage();
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <div className="field">
        <input
          id={id}
          type="text"
          value={path}
          placeholder={example ?? t.folderPathExample}
          maxLength={4096}
          autoComplete="off"
          spellCheck={false}
          aria-invalid={error !== null}
          aria-describedby={error ?? undefined}
          onChange={(event) => onPath(event.target.value)}
        />
        {children}
      </div>
    </>
  );
}
