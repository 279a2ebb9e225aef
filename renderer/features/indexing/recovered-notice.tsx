import type { ReactNode } from 'react';
import { useConnection, useLanguage, useNotices, useStatus } from '../../client/contexts.ts';
import { Icon } from '../../ui/icon.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { wallClock } from '../../ui/wall-clock.ts';

/** Notice of a rebuilt library, until the user dismisses it. */
export function RecoveredNotice(): ReactNode {
  const { client } = useConnection();
  const { t } = useLanguage();
  const { report } = useNotices();
  const recovered = useStatus(({ status, online }) => (online ? (status?.recovered ?? null) : null));
  if (recovered === null) return null;
  const { at, reason, keptAs, folders, statements, complete } = recovered;
  return (
    <div className="banner recovered" role="status">
      <Icon name="warning" />
      <span>
        {t.recovered[reason](t.day(wallClock(at)))}{' '}
        {t.recoveredHas[complete ? 'all' : 'some'](folders, statements)}{' '}
        {keptAs !== null && t.recoveredKept(keptAs)}
      </span>
      <IconButton
        icon="close"
        label={t.dismiss}
        onClick={() => void client('status.dismissRecovery', {}).catch(report)}
      />
    </div>
  );
}
