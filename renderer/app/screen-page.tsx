import { type ReactNode, useMemo } from 'react';
import { PanelBoundary } from '../ui/panel-boundary.tsx';
import type { Navigation } from './navigation.ts';
import { type Route, routeTo } from './route.ts';
import { type PageContext, SCREENS } from './screens.tsx';

interface Props extends Pick<PageContext, 'text' | 'onGo' | 'onSearch' | 'onIndexing'> {
  readonly navigation: Navigation;
  readonly route: Route;
}

/** The page of the current screen, with the ways to change its address; nothing for a screen of photos. */
export function ScreenPage({ navigation, route, ...context }: Props): ReactNode {
  const { content, itemIsView = false } = SCREENS[route.screen];
  const scroll = useMemo(
    () => ({
      get: () => navigation.place()?.pixels ?? null,
      keep: (pixels: number) => navigation.keepPlace({ rank: 0, pixels }),
    }),
    [navigation],
  );
  if (content.kind !== 'page') return null;
  return (
    <PanelBoundary resetKey={itemIsView ? route.screen : `${route.screen} ${route.item}`}>
      {content.page({
        ...context,
        scroll,
        item: route.item,
        photo: route.photo,
        onItem: (item) => navigation.go(routeTo(route.screen, item)),
        onMove: (item) => navigation.replace({ ...navigation.get().route, item }),
        onPhoto: (photo) => {
          const now = navigation.get().route;
          const next = { ...now, photo };
          if (now.photo === null) navigation.go(next, true);
          else if (photo === null) navigation.close(next);
          else navigation.replace(next);
        },
      })}
    </PanelBoundary>
  );
}
