import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { useLanguage, useUserActions } from '../../client/contexts.ts';
import { Choice } from '../../ui/choice.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import type { ActionTarget } from './action-target.ts';
import type { DateChange } from './date-change.ts';
import { DateFields } from './date-fields.tsx';
import { MoveFields } from './move-fields.tsx';
import { ZoneFields } from './zone-fields.tsx';

type Mode = 'set' | 'move' | 'zone';
const MODES = ['set', 'move', 'zone'] as const;
interface Props {
  readonly target: ActionTarget;
  readonly onClose: () => void;
}

/** Corrects the dates of photos: by a date, by a difference, or by the time zone that their camera was set to. */
export function DateDialog({ target: { photos, taken }, onClose }: Props): ReactNode {
  const { t } = useLanguage();
  const { act, session } = useUserActions();
  const [mode, setMode] = useState<Mode>('set');
  const [change, setChange] = useState<DateChange>(null);
  const apply = (what: DateChange): void => {
    if (what === null) return;
    act(session.edit(photos, what), t.photosDated);
    onClose();
  };
  const form = useRef<HTMLFormElement>(null);
  // After the sheet is shown.
  useLayoutEffect(() => form.current?.querySelector<HTMLElement>('.input')?.focus(), []);
  return (
    <Sheet title={t.correctDates(photos.length)} onClose={onClose} size="small">
      <form
        ref={form}
        className="date-dialog"
        onSubmit={(event) => {
          event.preventDefault();
          apply(change);
        }}
      >
        <p className="muted">{t.datePromise}</p>
        <Choice
          label={t.dateModes}
          options={MODES.map((one) => [one, t.dateMode(one)] as const)}
          value={mode}
          onChoose={(next) => {
            setMode(next);
            setChange(null);
          }}
        />
        {mode === 'set' && <DateFields taken={taken} onChange={setChange} />}
        {mode === 'move' && <MoveFields onChange={setChange} />}
        {mode === 'zone' && <ZoneFields onChange={setChange} />}
        <div className="actions">
          <button type="button" className="button" onClick={() => apply({ change: 'taken', taken: null })}>
            {t.fileDate}
          </button>
          <button type="submit" className="button primary" disabled={change === null}>
            {t.applyDate}
          </button>
        </div>
      </form>
    </Sheet>
  );
}
