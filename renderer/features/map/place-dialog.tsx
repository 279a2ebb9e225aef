import { type ReactNode, useState } from 'react';
import type { Output } from '../../../src/api/contract.ts';
import type { Location } from '../../../src/domain/metadata.ts';
import { useLanguage, useUserActions } from '../../client/contexts.ts';
import { useQuery } from '../../client/use-query.ts';
import { Sheet } from '../../ui/sheet.tsx';
import type { ActionTarget } from '../actions/action-target.ts';
import { CityField } from './city-field.tsx';
import { PointMap } from './point-map.tsx';

/** Photos whose neighbours in time are looked for, at most. */
const MOST_NEAR = 1000;

interface Props {
  readonly target: ActionTarget;
  readonly onClose: () => void;
}

/** What was chosen, and where the map goes for it; the map stays where it was pointed at. */
interface Chosen {
  readonly place: Location;
  readonly start: Location | null;
}

/** Gives photos a place: by the name of a city, on a map, or that of a photo taken shortly before or after. */
export function PlaceDialog({ target: { photos }, onClose }: Props): ReactNode {
  const { t, language } = useLanguage();
  const { act, session } = useUserActions();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const near = useQuery('map.near', { photos: photos.slice(0, MOST_NEAR) });
  const place = chosen?.place ?? null;
  const names = useQuery('map.at', place ?? { latitude: 0, longitude: 0 }, {
    isAsked: place !== null,
    keeps: () => true,
  });
  const apply = (to: Location | null): void => {
    const given = to && { latitude: to.latitude, longitude: to.longitude };
    act(session.edit(photos, { change: 'place', place: given }), t.photosPlaced);
    onClose();
  };
  const shown =
    place === null
      ? t.pointAtPlace
      : t.placeChosen(
          names === null || names.length === 0
            ? t.coordinates(place.latitude, place.longitude)
            : names.map((name) => name[language]).join(', '),
        );
  const pick = ({ latitude, longitude }: Location, moves: boolean): void => {
    const to = { latitude, longitude };
    setChosen({ place: to, start: moves ? to : (chosen?.start ?? null) });
  };
  return (
    <Sheet title={t.setPlaces(photos.length)} onClose={onClose} size="small">
      <form
        className="place-dialog"
        onSubmit={(event) => {
          event.preventDefault();
          if (place !== null) apply(place);
        }}
      >
        <p className="muted">{t.placePromise}</p>
        <CityField onChoose={(to) => pick(to, true)} onClear={() => setChosen(null)} />
        {near?.map((one) => (
          <button key={one.photo} type="button" className="button" onClick={() => pick(one, true)}>
            <NearPhoto near={one} />
          </button>
        ))}
        <PointMap
          key={chosen?.start === undefined ? '' : JSON.stringify(chosen.start)}
          place={place}
          start={chosen?.start ?? null}
          onPlace={(to) => pick(to, false)}
        />
        <p role="status">{shown}</p>
        <div className="actions">
          <button type="button" className="button" onClick={() => apply(null)}>
            {t.filePlace}
          </button>
          <button type="submit" className="button primary" disabled={place === null}>
            {t.applyPlace}
          </button>
        </div>
      </form>
    </Sheet>
  );
}

/** The place of a photo near in time, in words. */
function NearPhoto({ near: { seconds, name } }: { readonly near: Output<'map.near'>[number] }): ReactNode {
  const { t, language } = useLanguage();
  const minutes = Math.round(Math.abs(seconds) / 60);
  const where = name === null ? '' : t.nearbyName(name[language]);
  return seconds < 0 ? t.samePlaceBefore(minutes, where) : t.samePlaceAfter(minutes, where);
}
