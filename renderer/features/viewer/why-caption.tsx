import type { ReactNode } from 'react';
import { useLanguage } from '../../client/contexts.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import type { Why } from './use-why.ts';

interface Props {
  readonly why: Why;
  readonly name: string;
  readonly onClose: () => void;
}

/** What the colours over the picture mean, or that they are to come, or why there are none. */
export function WhyCaption({ why, name, onClose }: Props): ReactNode {
  const { t } = useLanguage();
  const isPart = why.state === 'seen' && Math.min(why.map.area.width, why.map.area.height) < 0.75;
  return (
    <div className={`why ${why.state}`}>
      <p role="status">
        {why.state === 'loading' && t.lookingFor(name)}
        {why.state === 'failed' && why.sentence}
        {why.state === 'seen' && t.whereSeen(name)}
        {isPart && <small>{t.onlyMiddle}</small>}
      </p>
      {why.state === 'seen' && <span className="ramp" aria-hidden="true" />}
      <IconButton icon="close" label={t.hideWhy} onClick={onClose} />
    </div>
  );
}
