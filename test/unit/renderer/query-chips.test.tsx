// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { QueryChips } from '../../../renderer/features/search/query-chips.tsx';
import { strings } from '../../../renderer/i18n/strings.ts';
import type { InterpretationView } from '../../../src/api/contract.ts';
import { renderPart } from './support/render-window.tsx';

const t = strings.en;

describe('the chips of a search', () => {
  it('state that a text of signs alone has no words, and are none for an empty text', () => {
    const chipsOf = (text: string) => (
      <QueryChips
        text={text}
        interpretations={[]}
        phrases={[]}
        qualifiers={[]}
        hasHits
        onText={() => undefined}
      />
    );
    const signs = renderPart(chipsOf('(((('));
    expect(screen.queryByText(t.noSearchWords)).not.toBeNull();
    signs.unmount();
    renderPart(chipsOf(' '));
    expect(screen.queryByText(t.noSearchWords)).toBeNull();
  });

  it('count what each part finds alone; none beside photos is no number, because a part may have possible ones', () => {
    const part = (text: string, start: number, photos: number): InterpretationView => ({
      text,
      start,
      end: start + text.length,
      as: 'label',
      meaning: { en: text, zh: text },
      meanings: [{ as: 'label', name: { en: text, zh: text } }],
      isUnknown: false,
      labels: [],
      negated: false,
      photos,
    });
    const chips = (hasHits: boolean) => {
      const shown = renderPart(
        <QueryChips
          text="blue bus"
          interpretations={[part('blue', 0, 0), part('bus', 5, 8)]}
          phrases={[]}
          qualifiers={[]}
          hasHits={hasHits}
          onText={() => undefined}
        />,
      );
      const counts = [...shown.container.querySelectorAll('.chip')].map(
        (chip) => chip.querySelector('.chip-count')?.textContent ?? null,
      );
      shown.unmount();
      return counts;
    };
    expect(chips(true)).toEqual([null, '8']);
    expect(chips(false)).toEqual(['0', '8']);
  });

  it('name text in photos and what photos look like apart, each with its number of photos', () => {
    const phrases = [
      { text: 'beach entrance', as: 'text', photos: 2 },
      { text: 'beach entrance', as: 'meaning', photos: 7 },
    ] as const;
    renderPart(
      <QueryChips
        text="beach entrance"
        interpretations={[]}
        phrases={[...phrases]}
        qualifiers={[]}
        hasHits
        onText={() => undefined}
      />,
    );
    const items = screen.getAllByRole('listitem').map(({ textContent }) => textContent);
    expect(items).toEqual([
      `text in the photo: beach entrance${t.inBrackets(2)}`,
      `looks like: beach entrance${t.inBrackets(7)}${t.looksLikeHint}`,
    ]);
  });

  it('state which words only affect the order, where there are photos to order', () => {
    const items = (hasHits: boolean, qualifiers: readonly string[]): (string | null)[] => {
      const shown = renderPart(
        <QueryChips
          text=""
          interpretations={[]}
          phrases={[]}
          qualifiers={[...qualifiers]}
          hasHits={hasHits}
          onText={() => undefined}
        />,
      );
      const texts = screen.queryAllByRole('listitem').map(({ textContent }) => textContent);
      shown.unmount();
      return texts;
    };
    expect(items(true, ['grosser', 'alter'])).toEqual(['only for the order: “grosser” and “alter”']);
    expect(items(true, ['alter'])).toEqual(['only for the order: “alter”']);
    expect(items(false, ['alter'])).not.toContain('only for the order: “alter”');
    expect(items(true, [])).not.toContain('only for the order: “alter”');
  });
});
