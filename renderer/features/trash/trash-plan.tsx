import type { ReactNode } from 'react';
import type { Output } from '../../../src/api/contract.ts';
import { useLanguage } from '../../client/contexts.ts';

/** A plan in words: what goes, what goes with it, what stays and why, and how it comes back. */
export function TrashPlan({ plan }: { readonly plan: Output<'trash.plan'> }): ReactNode {
  const { t } = useLanguage();
  const { photos, files, bytes, stacked, copies, companions, lastCopies, left, problems, by } = plan;
  const size = t.bytes(bytes);
  const parts = [
    ...(copies > 0 && photos > 0 ? [t.trashCopies(copies)] : []),
    ...(stacked > 0 ? [t.trashStacked(stacked)] : []),
    ...(companions > 0 ? [t.trashCompanions(companions)] : []),
  ];
  return (
    <div className="trash-plan">
      <p role="status">
        {files === 0
          ? t.trashNothing
          : photos === 0
            ? t.trashCopiesPlan(files, size)
            : t.trashPlan(photos, files, size)}
      </p>
      {parts.length > 0 && <p>{t.trashParts(t.list(parts))}</p>}
      {lastCopies > 0 && <p className="warning">{t.trashLastCopies(lastCopies)}</p>}
      {left > 0 && (
        <>
          <p className="warning">{t.trashLeft(left)}</p>
          <ul>
            {problems.map(({ name, reason }, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: files of two folders can have one name.
              <li key={at}>
                <span translate="no">{name}</span>: {t.whyFailed(reason)}
              </li>
            ))}
          </ul>
        </>
      )}
      <p className="muted">
        {t.trashKeeps} {BY[by](t)}
      </p>
    </div>
  );
}

type Strings = ReturnType<typeof useLanguage>['t'];

const BY = {
  program: (t) => t.trashUndoable,
  shell: (t) => t.trashByHand,
  nobody: (t) => t.trashNotHere,
} as const satisfies Record<Output<'trash.plan'>['by'], (t: Strings) => string>;
