import type { ReactNode } from 'react';
import type { Input, Output } from '../../../src/api/contract.ts';
import { MEMORY_KIND_ROWS, printDays } from '../../../src/domain/memory.ts';
import { useConnection, useLanguage, useNotices, useUserActions } from '../../client/contexts.ts';
import { Icon } from '../../ui/icon.tsx';
import { MenuButton } from '../../ui/menu-button.tsx';
import type { MenuItem } from '../../ui/menu-items.tsx';

export type OpenMemory = NonNullable<Output<'memories.open'>>;
type Exclusion = Input<'memories.exclude'>['exclusions'][number];

interface Props {
  readonly memory: OpenMemory;
  readonly title: string;
  readonly onPlay: () => void;
  /** It is hidden. */
  readonly onGone: () => void;
}

/** What can be done with an open memory. */
export function MemoryBar({ memory, title, onPlay, onGone }: Props): ReactNode {
  const { client } = useConnection();
  const { t } = useLanguage();
  const { report } = useNotices();
  const userData = useUserActions();

  const keep = async (): Promise<void> => {
    const { album, name } = await client('albums.add', { name: title, search: null });
    userData.act(userData.session.setInAlbum(album, memory.ids, true), () => t.memoryKept(name));
  };
  const hide = (key: string, name: string, exclusion: Exclusion): MenuItem => ({
    key,
    name,
    onChoose: () => {
      userData.act(userData.session.excludeFromMemories([exclusion]), () => t.memoryHidden);
      onGone();
    },
  });
  const { span, place, person } = memory;
  const items = [
    hide('memory', t.memoryHideThis, { kind: 'memory', value: memory.memory }),
    ...(span === null || !MEMORY_KIND_ROWS[memory.kind].hidesDays
      ? []
      : [
          hide('days', t.memoryHideDays(t.days(span.from, span.to)), {
            kind: 'days',
            value: printDays(span),
          }),
        ]),
    ...(person === null
      ? []
      : [hide('person', t.memoryHidePerson(person), { kind: 'person', value: person })]),
    ...(place === null
      ? []
      : [hide('place', t.memoryHidePlace(place.name), { kind: 'place', value: place.key })]),
  ];
  return (
    <div className="memory-bar">
      <button type="button" className="button" onClick={onPlay}>
        <Icon name="play" />
        {t.memoryPlay}
      </button>
      <button type="button" className="button" onClick={() => void keep().catch(report)}>
        <Icon name="album" />
        {t.memoryKeep}
      </button>
      <MenuButton
        label={t.memoryHide}
        title={t.memoryHide}
        className="icon-button"
        sections={[{ key: 'hide', items }]}
      >
        <Icon name="more" />
      </MenuButton>
    </div>
  );
}
