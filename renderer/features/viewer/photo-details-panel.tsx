import type { ReactNode, RefObject } from 'react';
import type { PhotoDetails } from '../../../src/api/contract.ts';
import { useLanguage } from '../../client/contexts.ts';
import { Icon } from '../../ui/icon.tsx';
import { wallClock } from '../../ui/wall-clock.ts';
import type { NamedLabel } from '../labels/correct-label.ts';
import { LabelField } from '../labels/label-field.tsx';
import { PeopleInPhoto } from '../people/people-in-photo.tsx';
import type { FacesInPhoto } from '../people/use-faces-in-photo.ts';
import { LabelBars } from './label-bars.tsx';
import { PhotoFacts } from './photo-facts.tsx';
import { PhotoTextLines } from './photo-text-lines.tsx';
import { reasonSentence } from './reason-sentence.ts';

interface Props {
  readonly details: PhotoDetails;
  readonly labelField: RefObject<HTMLInputElement | null>;
  /** The label whose place in the picture is shown. */
  readonly why: string | null;
  readonly onWhy: (label: NamedLabel) => void;
  readonly onSearch: (text: string) => void;
  readonly onCorrect: (label: NamedLabel, applies: boolean | null) => void;
  readonly onTeach: (label: NamedLabel) => void;
  readonly inPhoto: FacesInPhoto;
  readonly onPerson: (person: string) => void;
}

/** Labels, match reasons, metadata and locations of a photo. */
export function PhotoDetailsPanel(props: Props): ReactNode {
  const { details, labelField, why, onWhy, onSearch, onCorrect, onTeach, inPhoto, onPerson } = props;
  const { t, language } = useLanguage();
  const [place] = details.places;
  return (
    <>
      <h2
        className="file-name"
        translate={details.caption === null && place === undefined ? undefined : 'no'}
      >
        {details.caption ?? place?.name ?? t.photoAlt}
      </h2>
      {details.warning !== null && (
        <p className="warning" title={t.problemDetail(details.warning)}>
          <Icon name="warning" /> {details.framesSeen === null ? t.slightlyDamaged : t.videoCutShort}
        </p>
      )}
      {details.missingSince !== null && (
        <p className="warning">
          <Icon name="warning" /> {t.missingSince(t.day(wallClock(details.missingSince)))}
        </p>
      )}
      {details.reasons.length > 0 && (
        <section>
          <h3>{t.whyFound}</h3>
          <ul className="plain">
            {details.reasons.map((reason) => (
              <li key={`${reason.word} ${reason.label}`}>{reasonSentence(reason, t, language)}</li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h3>{t.shows}</h3>
        {details.labels.length === 0 ? (
          <p className="muted">{t.nothingRecognised}</p>
        ) : (
          <LabelBars
            key={details.photo}
            labels={details.labels}
            why={why}
            onWhy={onWhy}
            onSearch={onSearch}
            onCorrect={onCorrect}
            onTeach={onTeach}
          />
        )}
        <LabelField input={labelField} onChoose={(label) => onCorrect(label, true)} />
      </section>
      <PeopleInPhoto
        inPhoto={inPhoto}
        onSearch={onSearch}
        onPerson={onPerson}
        key={`people ${details.photo}`}
      />
      {details.text.length > 0 && <PhotoTextLines lines={details.text} />}
      <section>
        <h3>{t.photo}</h3>
        <PhotoFacts details={details} onSearch={onSearch} />
      </section>
      <section>
        <h3>{details.places.length > 1 ? t.places(details.places.length) : t.place}</h3>
        <ul className="plain places">
          {details.places.map((one) => (
            <li key={`${one.folder}/${one.directory.join('/')}/${one.name}`}>
              <Icon name="folder" />
              <span translate="no">
                {[one.folderName, ...one.directory].join(' › ')} › <b>{one.name}</b>
              </span>
            </li>
          ))}
          {details.raws.map((name) => (
            <li key={`raw ${name}`} translate="no">
              {t.rawFile(name)}
            </li>
          ))}
          {details.films.map((name) => (
            <li key={`film ${name}`} translate="no">
              {t.liveFile(name)}
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
