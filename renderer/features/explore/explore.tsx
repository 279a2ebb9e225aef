import { type ReactNode, type RefObject, useRef } from 'react';
import { useApp } from '../../client/app-context.ts';
import { Icon } from '../../ui/icon.tsx';
import { useThrottled } from '../../ui/use-throttled.ts';
import { useExtent } from '../timeline/use-extent.ts';
import { ExploreRow } from './explore-row.tsx';
import { useExplore } from './use-explore.ts';

/** While photos are being looked at, the cards change this often at most, milliseconds: one wants to press them. */
const CHANGE_EVERY = 15_000;
/** Pixels. */
const [GAP, NARROW, WIDE] = [14, 116, 146];

interface Props {
  /** Changes when there may be something else to see. */
  readonly changed: string;
  readonly isWorking: boolean;
  readonly onSearch: (text: string) => void;
  /** The element with all cards, to bring the keyboard there. */
  readonly cards: RefObject<HTMLDivElement | null>;
}

/** What this library holds, as picture cards: a way to look around without typing. */
export function Explore({ changed, isWorking, onSearch, cards }: Props): ReactNode {
  const { t } = useApp();
  const sections = useExplore(useThrottled(changed, CHANGE_EVERY));
  const inner = useRef<HTMLDivElement>(null);
  const width = useExtent(inner, 'clientWidth');
  const columns = Math.max(2, Math.floor((width + GAP) / ((width < 900 ? NARROW : WIDE) + GAP)));

  return (
    <div ref={cards} className="explore">
      <div ref={inner} className="explore-inner">
        {width > 0 &&
          sections?.map((section) => (
            <ExploreRow key={section.kind} section={section} columns={columns} onSearch={onSearch} />
          ))}
        {sections?.length === 0 && (
          <div className="empty">
            <Icon name="picture" />
            <p>{isWorking ? t.exploreSoon : t.exploreNothing}</p>
          </div>
        )}
      </div>
    </div>
  );
}
