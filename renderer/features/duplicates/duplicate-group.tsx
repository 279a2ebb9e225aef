import { memo, type ReactNode } from 'react';
import type { Output } from '../../../src/api/contract.ts';
import { useConnection, useLanguage, useNotices } from '../../client/contexts.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { SteadyPicture } from '../../ui/steady-picture.tsx';

export type Group = Output<'duplicates.groups'>['groups'][number];
type Member = Group['members'][number];

interface Props {
  readonly group: Group;
  /** Whether it is cleaned up. */
  readonly isChosen: boolean;
  /** Members that stay; null: the best only. */
  readonly kept: ReadonlySet<number> | null;
  readonly onChoose: (group: number, isChosen: boolean) => void;
  readonly onKeep: (group: number, kept: ReadonlySet<number>) => void;
  readonly onOpen: (photo: number) => void;
}

/** One picture, as often as it is there: what stays of it, and why. */
export const DuplicateGroup = memo(function DuplicateGroup(props: Props): ReactNode {
  const { group, isChosen, onChoose, onKeep, onOpen } = props;
  const { t } = useLanguage();
  const { members, reason } = group;
  const kept = props.kept ?? new Set(members.slice(0, 1).map(({ member }) => member));
  const keep = (member: number): void => {
    const next = kept.has(member) ? kept.difference(new Set([member])) : kept.union(new Set([member]));
    // One of them always stays.
    if (next.size > 0) onKeep(group.group, next);
  };
  return (
    <li className="duplicate-group">
      <div className="duplicate-head">
        <label className="check">
          <input
            type="checkbox"
            checked={isChosen}
            onChange={({ target }) => onChoose(group.group, target.checked)}
          />
          {t.cleanUpGroup(members.length)}
        </label>
        <span className="muted">{t.bestBecause(reason)}</span>
        <button
          type="button"
          className="button quiet"
          aria-pressed={kept.size === members.length}
          onClick={() =>
            onKeep(
              group.group,
              new Set(
                (kept.size === members.length ? members.slice(0, 1) : members).map((one) => one.member),
              ),
            )
          }
        >
          {t.keepAll}
        </button>
      </div>
      <ul className="plain duplicates" aria-label={t.samePicture(members.length)}>
        {members.map((member, rank) => (
          <Duplicate
            key={member.member}
            member={member}
            isBest={rank === 0}
            isKept={kept.has(member.member)}
            onKeep={() => keep(member.member)}
            onOpen={() => onOpen(member.hit.photo)}
          />
        ))}
      </ul>
    </li>
  );
});

interface DuplicateProps {
  readonly member: Member;
  readonly isBest: boolean;
  readonly isKept: boolean;
  readonly onKeep: () => void;
  readonly onOpen: () => void;
}

function Duplicate({ member, isBest, isKept, onKeep, onOpen }: DuplicateProps): ReactNode {
  const { picture, desktop } = useConnection();
  const { t } = useLanguage();
  const { report } = useNotices();
  const { hit, name, directory, format, bytes } = member;
  return (
    <li className={isKept ? 'duplicate kept' : 'duplicate'}>
      <button
        type="button"
        className="duplicate-picture"
        aria-label={[t.openNamed(name), ...(isBest ? [t.best] : [])].join(', ')}
        onClick={onOpen}
      >
        <SteadyPicture
          src={picture('thumbnail', hit.photo, hit.turn)}
          alt=""
          loading="lazy"
          decoding="async"
        />
        {isBest && <span className="duplicate-best">{t.best}</span>}
      </button>
      <div className="duplicate-facts">
        <span>
          <b translate="no">{name}</b>
          <span className="muted">
            {t.pixels(hit.width, hit.height)}
            <span translate="no">{` · ${format.toUpperCase()}`}</span>
            {' · '}
            <span className="duplicate-size">{t.bytes(bytes)}</span>
          </span>
          <span className="muted" translate="no">
            {directory.join(' › ')}
          </span>
        </span>
        {desktop !== null && (
          <IconButton
            icon="folder"
            label={t.actionName('show-in-folder')}
            onClick={() => void desktop.showInFolder(hit.photo).catch(report)}
          />
        )}
      </div>
      <label className="check duplicate-keep">
        <input type="checkbox" checked={isKept} onChange={onKeep} aria-label={t.keepNamed(name)} />
        {isKept ? t.stays : t.goes}
      </label>
    </li>
  );
}
