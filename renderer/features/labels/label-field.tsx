import {
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react';
import type { Output } from '../../../src/api/contract.ts';
import { useConnection, useLanguage, useNotices } from '../../client/contexts.ts';
import { comboboxProps, optionId } from '../../ui/combobox-props.ts';
import { handleOptionKey } from '../../ui/handle-option-key.ts';
import { Icon } from '../../ui/icon.tsx';

type FoundLabel = Output<'labels.find'>[number];
/** Null stands for "make one of this name". */
type Option = FoundLabel | null;

interface Props {
  readonly onChoose: (label: FoundLabel) => void;
  readonly input?: RefObject<HTMLInputElement | null>;
  /** It is what its dialog was opened for. */
  readonly isFirst?: boolean;
}

/** Place of the first label that the text means by itself; after all of them, where one of that name is made. */
function placeMeant(labels: readonly FoundLabel[]): number {
  const place = labels.findIndex(({ isMeant }) => isMeant);
  return place < 0 ? labels.length : place;
}

/** Finds a label while its name is typed, or makes one of that name. */
export function LabelField({ onChoose, input, isFirst = false }: Props): ReactNode {
  const { client } = useConnection();
  const { t, language } = useLanguage();
  const { report } = useNotices();
  const [text, setText] = useState('');
  const [found, setFound] = useState<{ readonly text: string; readonly labels: readonly FoundLabel[] }>({
    text: '',
    labels: [],
  });
  const [at, setAt] = useState(0);
  const listId = useId();
  const own = useRef<HTMLInputElement>(null);
  const field = input ?? own;
  // Once its dialog is open: before, nothing in it takes the focus.
  useEffect(() => {
    if (isFirst) field.current?.focus();
  }, [isFirst, field]);
  const wanted = text.trim();

  useEffect(() => {
    if (wanted === '') return;
    let isCurrent = true;
    client('labels.find', { text: wanted, language })
      .then((labels) => {
        if (!isCurrent) return;
        setFound({ text: wanted, labels });
        setAt(placeMeant(labels));
      })
      .catch((error: unknown) => isCurrent && report(error));
    return () => {
      isCurrent = false;
    };
  }, [client, language, report, wanted]);

  const isNamed = found.labels.some(({ name }) => name.toLowerCase() === wanted.toLowerCase());
  const options: readonly Option[] = wanted === '' ? [] : [...found.labels, ...(isNamed ? [] : [null])];
  const chosen = Math.min(at, options.length - 1);

  const list = useRef<HTMLDivElement>(null);
  /** Another list, or another place in it, comes into view. */
  const revealed = wanted === '' ? null : `${found.labels.length} ${found.labels[chosen]?.label ?? wanted}`;
  useEffect(() => {
    if (revealed === null) return;
    list.current?.scrollIntoView({ block: 'nearest' });
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [revealed]);

  const choose = async (option: Option): Promise<void> => {
    setText('');
    try {
      if (option !== null) return onChoose(option);
      const { label, name } = await client('labels.add', { name: wanted });
      onChoose({ label, name, own: true, isMeant: true, word: 'same' });
    } catch (error) {
      report(error);
    }
  };
  /** What was found for less than is typed is not what is meant. */
  const chooseTyped = async (): Promise<void> => {
    if (found.text === wanted) return choose(options[chosen] ?? null);
    setText('');
    try {
      const labels = await client('labels.find', { text: wanted, language });
      await choose(labels[placeMeant(labels)] ?? null);
    } catch (error) {
      report(error);
    }
  };
  const onKeyDown = (event: KeyboardEvent): void =>
    handleOptionKey(event, {
      count: options.length,
      chosen,
      onMove: setAt,
      onClose: () => setText(''),
      onChoose: () => void chooseTyped(),
    });

  return (
    <div className="label-field">
      <div className="field">
        <Icon name="tag" />
        <input
          ref={field}
          type="text"
          {...comboboxProps(listId, options.length > 0, chosen)}
          aria-label={t.addLabel}
          placeholder={t.addLabelExample}
          value={text}
          maxLength={200}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={onKeyDown}
          onBlur={() => setText('')}
        />
      </div>
      <div
        ref={list}
        id={listId}
        role="listbox"
        aria-label={t.labelsToAdd}
        className="options"
        hidden={options.length === 0}
        // Browsers stop at whatever scrolls: here the field goes through it.
        tabIndex={-1}
        // The field would lose the focus, and with it its text, before the click.
        onPointerDown={(event) => event.preventDefault()}
        onMouseDown={(event) => event.preventDefault()}
      >
        {options.map((option, place) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the field listens for the keys.
          <div
            key={option?.label ?? 'make'}
            id={optionId(listId, place)}
            role="option"
            aria-selected={place === chosen}
            onPointerMove={() => setAt(place)}
            onClick={() => void choose(option)}
          >
            {option === null ? t.makeLabel(wanted) : <span translate="no">{option.name}</span>}
            {option?.own === true && <small>{t.customLabels}</small>}
          </div>
        ))}
      </div>
    </div>
  );
}
