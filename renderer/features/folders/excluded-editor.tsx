import { type ReactNode, useRef, useState } from 'react';
import type { Folder } from '../../../src/api/contract.ts';
import { useConnection, useLanguage, useNotices } from '../../client/contexts.ts';
import { useQuery } from '../../client/use-query.ts';
import { leaveByEscape } from '../../ui/leave-by-escape.ts';
import { useFocusBack } from '../../ui/use-focus-back.ts';

interface Props {
  readonly folder: Folder;
  readonly onDone: () => void;
}

const isBelow = (directory: string, other: string): boolean => directory.startsWith(`${other}/`);

/** Chooses the subfolders that are left out; one that is left out takes all below it along. */
export function ExcludedEditor({ folder, onDone }: Props): ReactNode {
  const { client } = useConnection();
  const { t } = useLanguage();
  const { report } = useNotices();
  const found = useQuery('folders.directories', { folder: folder.id });
  const directories =
    found === null ? null : [...new Set([...found, ...folder.excluded])].sort((a, b) => a.localeCompare(b));
  const box = useRef<HTMLFieldSetElement>(null);
  useFocusBack(box);
  const [excluded, setExcluded] = useState<ReadonlySet<string>>(new Set(folder.excluded));

  const toggle = (directory: string): void => {
    const next = new Set([...excluded].filter((one) => one !== directory && !isBelow(one, directory)));
    if (!excluded.has(directory)) next.add(directory);
    setExcluded(next);
  };
  const save = (): void =>
    void client('folders.exclude', { folder: folder.id, excluded: [...excluded] })
      .then(onDone)
      .catch(report);

  return (
    <fieldset ref={box} className="excluded" onKeyDown={leaveByEscape(onDone)}>
      <legend>{t.subfoldersToSearch}</legend>
      {directories?.length === 0 && <p className="muted">{t.noSubfolders}</p>}
      <ul className="plain">
        {directories?.map((directory) => {
          const above = [...excluded].some((one) => isBelow(directory, one));
          const parts = directory.split('/');
          return (
            <li key={directory} style={{ paddingInlineStart: `${Math.min(6, parts.length - 1) * 18}px` }}>
              <label title={directory}>
                <input
                  type="checkbox"
                  checked={!above && !excluded.has(directory)}
                  disabled={above}
                  onChange={() => toggle(directory)}
                />
                <span translate="no">{parts.at(-1)}</span>
              </label>
            </li>
          );
        })}
      </ul>
      <div className="actions">
        <button type="button" className="button primary" onClick={save} disabled={directories === null}>
          {t.save}
        </button>
        <button type="button" className="button" onClick={onDone}>
          {t.cancel}
        </button>
      </div>
    </fieldset>
  );
}
