import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';

interface Props {
  readonly icon: IconName;
  /** What it does, for those who do not see the picture; and its tooltip. */
  readonly label: string;
  readonly onClick: () => void;
  readonly badge?: number;
  readonly pressed?: boolean;
  readonly disabled?: boolean;
}

export function IconButton({ icon, label, onClick, badge = 0, pressed, disabled = false }: Props): ReactNode {
  const shown = badge > 99 ? '99+' : String(badge);
  return (
    <button
      type="button"
      className="icon-button"
      data-icon={icon}
      aria-label={badge > 0 ? undefined : label}
      title={label}
      aria-pressed={pressed}
      disabled={disabled}
      onClick={onClick}
    >
      <Icon name={icon} />
      {badge > 0 && (
        <>
          <span className="unseen">{`${label} (${shown})`}</span>
          <span className="badge" aria-hidden="true">
            {shown}
          </span>
        </>
      )}
    </button>
  );
}
