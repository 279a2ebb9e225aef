import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import type { MapName, Output } from '../../../src/api/contract.ts';
import type { Location } from '../../../src/domain/metadata.ts';
import { useLanguage } from '../../client/contexts.ts';
import { useQuery } from '../../client/use-query.ts';
import { comboboxProps, optionId } from '../../ui/combobox-props.ts';
import { handleOptionKey } from '../../ui/handle-option-key.ts';
import { Icon } from '../../ui/icon.tsx';
import { readCoordinates } from './read-coordinates.ts';

type FoundCity = Output<'map.find'>[number];

interface Props {
  readonly onChoose: (place: Location, name: MapName['name'] | null) => void;
  /** Another text is written, which is no place yet. */
  readonly onClear?: () => void;
}

/** Finds a city while its name is typed; coordinates count too. */
export function CityField({ onChoose, onClear }: Props): ReactNode {
  const { t, language } = useLanguage();
  const [text, setText] = useState('');
  const [isOpen, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const listId = useId();
  const field = useRef<HTMLInputElement>(null);
  const typed = text.trim();
  const coordinates = readCoordinates(typed);
  const isAsked = isOpen && typed !== '' && coordinates === null;
  const found = useQuery('map.find', { typed }, { isAsked, keeps: () => true });
  const cities = isAsked ? (found ?? []) : [];
  const chosen = Math.min(at, cities.length - 1);
  useEffect(() => field.current?.focus(), []);

  const choose = (city: FoundCity | undefined): void => {
    if (city === undefined) return;
    setText([city.name, ...city.within].map((name) => name[language]).join(', '));
    setOpen(false);
    onChoose(city, city.name);
  };
  const onKeyDown = (event: KeyboardEvent): void =>
    handleOptionKey(event, {
      count: cities.length,
      chosen,
      onMove: setAt,
      onClose: () => setOpen(false),
      onChoose: () => choose(cities[chosen]),
    });
  return (
    <div className="label-field">
      <div className="field">
        <Icon name="search" />
        <input
          ref={field}
          type="text"
          {...comboboxProps(listId, cities.length > 0, chosen)}
          aria-label={t.findCity}
          className="input"
          placeholder={t.findCityExample}
          value={text}
          maxLength={100}
          onChange={({ target }) => {
            setText(target.value);
            setOpen(true);
            setAt(0);
            const place = readCoordinates(target.value);
            if (place !== null) onChoose(place, null);
            else onClear?.();
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div
        id={listId}
        role="listbox"
        aria-label={t.citiesFound}
        className="options"
        hidden={cities.length === 0}
        tabIndex={-1}
      >
        {cities.map((city, place) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the field listens for the keys.
          <div
            key={`${city.latitude} ${city.longitude} ${city.name.en}`}
            id={optionId(listId, place)}
            role="option"
            aria-selected={place === chosen}
            onPointerMove={() => setAt(place)}
            onClick={() => choose(city)}
          >
            <span translate="no">{city.name[language]}</span>
            <small>{city.within.map((name) => name[language]).join(', ')}</small>
          </div>
        ))}
      </div>
      {isAsked && found !== null && found.length === 0 && <p className="muted">{t.noCityFound(typed)}</p>}
    </div>
  );
}
