import type { ReactNode } from 'react';
import { useLanguage } from '../../client/contexts.ts';
import { Icon } from '../../ui/icon.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { MenuButton } from '../../ui/menu-button.tsx';
import type { MenuSection } from '../../ui/menu-items.tsx';
import { type SlideshowChoices, SPEEDS } from './slideshow-choices.ts';
import type { FullScreen } from './use-full-screen.ts';

interface Props {
  readonly place: string;
  readonly isPlaying: boolean;
  readonly choices: SlideshowChoices;
  /** Films are heard; null where none is seen. */
  readonly isHeard: boolean | null;
  readonly fullScreen: FullScreen;
  /** The system asks for less motion: photos do not move. */
  readonly isStill: boolean;
  readonly onChoose: (choices: SlideshowChoices) => void;
  readonly onStep: (by: 1 | -1) => void;
  readonly onPlaying: () => void;
  readonly onHeard: () => void;
  readonly onClose: () => void;
}

/** The buttons of a slideshow, which fade while nobody does anything. */
export function SlideshowControls(props: Props): ReactNode {
  const { place, isPlaying, isHeard, fullScreen, onStep, onPlaying, onHeard, onClose } = props;
  const { t } = useLanguage();
  return (
    <div className="slideshow-controls" role="toolbar" aria-label={t.slideshow}>
      <span className="slideshow-place" role="status">
        {place}
      </span>
      <IconButton icon="left" label={t.previous} onClick={() => onStep(-1)} />
      <IconButton
        icon={isPlaying ? 'pause' : 'play'}
        label={isPlaying ? t.slideshowPause : t.slideshowPlay}
        onClick={onPlaying}
      />
      <IconButton icon="right" label={t.next} onClick={() => onStep(1)} />
      {isHeard !== null && (
        <IconButton
          icon={isHeard ? 'sound' : 'muted'}
          label={isHeard ? t.slideshowMute : t.slideshowUnmute}
          onClick={onHeard}
        />
      )}
      <MenuButton
        label={t.slideshowChoices}
        title={t.slideshowChoices}
        className="icon-button"
        sections={useSections(props)}
      >
        <Icon name="settings" />
      </MenuButton>
      <IconButton
        icon="full-screen"
        label={fullScreen.isOn ? t.leaveFullScreen : t.fullScreen}
        onClick={fullScreen.toggle}
      />
      <IconButton icon="close" label={t.slideshowEnd} onClick={onClose} />
    </div>
  );
}

function useSections({ choices, isStill, onChoose }: Props): MenuSection[] {
  const { t } = useLanguage();
  const { seconds, isShuffled, repeats, playsFilms, moves } = choices;
  return [
    {
      key: 'speed',
      heading: t.slideshowSpeed,
      items: SPEEDS.map((one) => ({
        key: String(one),
        name: t.slideshowSeconds(one),
        isChecked: one === seconds,
        onChoose: () => onChoose({ ...choices, seconds: one }),
      })),
    },
    {
      key: 'order',
      heading: t.slideshowOrder,
      items: [false, true].map((shuffled) => ({
        key: shuffled ? 'shuffled' : 'shown',
        name: shuffled ? t.slideshowShuffled : t.slideshowAsShown,
        isChecked: isShuffled === shuffled,
        onChoose: () => onChoose({ ...choices, isShuffled: shuffled }),
      })),
    },
    {
      key: 'more',
      items: [
        {
          key: 'repeat',
          name: t.slideshowRepeats,
          isOn: repeats,
          onChoose: () => onChoose({ ...choices, repeats: !repeats }),
        },
        {
          key: 'films',
          name: t.slideshowFilms,
          isOn: playsFilms,
          onChoose: () => onChoose({ ...choices, playsFilms: !playsFilms }),
        },
        ...(isStill
          ? []
          : [
              {
                key: 'moves',
                name: t.slideshowMoves,
                isOn: moves,
                onChoose: () => onChoose({ ...choices, moves: !moves }),
              },
            ]),
      ],
    },
  ];
}
