import { type MouseEvent, memo, type ReactNode, useEffect, useRef } from 'react';
import { useLanguage, useStatus } from '../client/contexts.ts';
import { Icon } from '../ui/icon.tsx';
import { printRoute, routeTo } from './route.ts';
import { SCREEN_NAMES, SCREENS, type ScreenName } from './screens.tsx';

interface Props {
  readonly current: ScreenName;
  /** In a narrow window it is hidden until its button is pressed. */
  readonly isOpen: boolean;
  readonly onGo: (screen: ScreenName) => void;
  readonly onClose: () => void;
}

/** The places of the window, in words or, where there is less room, in icons. */
export const Sidebar = memo(function Sidebar({ current, isOpen, onGo, onClose }: Props): ReactNode {
  const { t } = useLanguage();
  const nav = useRef<HTMLElement>(null);
  useEffect(() => {
    if (isOpen) nav.current?.querySelector<HTMLElement>('[aria-current]')?.focus();
  }, [isOpen]);
  return (
    <nav
      ref={nav}
      id="sidebar"
      className={isOpen ? 'sidebar open' : 'sidebar'}
      aria-label={t.sidebar}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !isOpen) return;
        event.preventDefault();
        onClose();
      }}
      onBlur={({ relatedTarget, currentTarget }) => {
        if (isOpen && relatedTarget !== null && !currentTarget.contains(relatedTarget)) onClose();
      }}
    >
      <ul className="plain">
        {SCREEN_NAMES.map((name) => (
          <SidebarRow key={name} name={name} isCurrent={name === current} onGo={onGo} />
        ))}
      </ul>
    </nav>
  );
});

/** Another tab or window, or a download: the browser's own. */
const isPlainClick = ({ button, ctrlKey, metaKey, shiftKey, altKey }: MouseEvent): boolean =>
  button === 0 && !ctrlKey && !metaKey && !shiftKey && !altKey;

interface RowProps extends Pick<Props, 'onGo'> {
  readonly name: ScreenName;
  readonly isCurrent: boolean;
}

function SidebarRow({ name, isCurrent, onGo }: RowProps): ReactNode {
  const { t } = useLanguage();
  const { icon, name: nameOf, startsGroup = false, count } = SCREENS[name];
  const number = useStatus(({ status }) => (count === undefined || status === null ? null : count(status)));
  // Before the first status there is nothing to count.
  if (count !== undefined && (number ?? 0) === 0 && !isCurrent) return null;
  const label = nameOf(t);
  return (
    <li className={startsGroup ? 'starts-group' : undefined}>
      <a
        className="sidebar-link"
        href={printRoute(routeTo(name)) || '#/'}
        title={label}
        aria-label={number !== null && number > 0 ? `${label} (${number})` : undefined}
        aria-current={isCurrent ? 'page' : undefined}
        onClick={(event) => {
          if (!isPlainClick(event)) return;
          event.preventDefault();
          onGo(name);
        }}
      >
        <Icon name={icon} />
        <span className="sidebar-name">{label}</span>
        {number !== null && number > 0 && (
          <span className="sidebar-count">{number > 99 ? '99+' : number}</span>
        )}
      </a>
    </li>
  );
}
