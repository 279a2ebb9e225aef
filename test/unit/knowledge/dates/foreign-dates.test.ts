import { describe, expect, it } from 'vitest';
import { dateInFileName, dateInFolderName } from '../../../../src/knowledge/dates/date-in-name.ts';
import { findDates } from '../../../../src/knowledge/dates/find-dates.ts';
import { monthNames } from '../../../../src/knowledge/dates/month-names.ts';
import { readDate } from '../../../../src/knowledge/dates/read-date.ts';
import { knownPart } from '../../../../src/knowledge/dates/written-date.ts';

const NOW = new Date('2026-06-15T12:00');
const CONTEXT = { now: NOW.getTime(), timeZone: 'UTC' };
const MONTHS = [...monthNames()].map(([name, month]) => ({
  name,
  month: `2019-${String(month).padStart(2, '0')}`,
}));

const monthOf = (text: string): string | undefined => {
  const [span] = readDate(text, NOW) ?? [];
  // Augusts, of Latvian, is also a plural of English.
  if (span !== undefined && 'yearlyFrom' in span)
    return `${span.years?.first}-${span.yearlyFrom.slice(0, 2)}`;
  return span !== undefined && 'from' in span && span.from.slice(0, 7) === span.to.slice(0, 7)
    ? span.from.slice(0, 7)
    : undefined;
};

describe('months in all languages', () => {
  it('there are some fifty', () => {
    expect(MONTHS.length).toBeGreaterThan(500);
    for (const name of ['juillet', 'srpanj', 'يوليو', 'יולי', 'июля', 'Temmuz'])
      expect(monthNames().get(name.toLowerCase()), name).toBe(7);
  });

  it('with a year they are read alike in the search box, within a text, and in names of files and folders', () => {
    for (const { name, month } of MONTHS) {
      expect(monthOf(`${name} 2019`), name).toBe(month);
      const text = `Waldo ${name} 2019`;
      const dates = findDates(text, NOW).map(({ start, end, weak }) => [text.slice(start, end), weak]);
      expect(dates, name).toEqual([[`${name} 2019`, false]]);
      if (/[\s'’-]/u.test(name)) continue;
      for (const read of [dateInFolderName, dateInFileName]) {
        const found = read(`${name} 2019`, CONTEXT);
        expect(found === null ? null : knownPart(found), name).toBe(month);
      }
    }
  });
});

describe('seasons and feasts with a year', () => {
  it.each([
    ['Frühling Sommer Herbst Weihnachten Ostern Pfingsten Silvester', 'de'],
    ['printemps été automne hiver Noël Pâques', 'fr'],
    ['primavera verano otoño invierno Navidad Nochevieja', 'es'],
    ['primavera estate autunno inverno Natale Pasqua Ferragosto', 'it'],
    ['primavera verão outono inverno Natal Páscoa', 'pt'],
    ['lente zomer herfst Kerst Pasen Sinterklaas', 'nl'],
    ['våren sommar hösten julafton påsk', 'sv'],
  ])('%s', (names) => {
    for (const name of names.split(' ')) {
      const text = `Oma ${name} 2019 Waldo`;
      expect(
        findDates(text, NOW).map(({ start, end }) => text.slice(start, end)),
        name,
      ).toEqual([`${name} 2019`]);
      const folder = dateInFolderName(`${name} 2019`, CONTEXT);
      expect(folder?.local.slice(0, 4), name).toBe('2019');
    }
  });

  it('the name of a person is no month of a folder', () => {
    for (const name of ['Marco', 'Marta', 'Marc', 'Juna', 'Una'])
      expect(
        knownPart(dateInFolderName(`${name} 2019`, CONTEXT) ?? { local: '', precision: 'year' }),
        name,
      ).toBe('2019');
  });

  it('an English text has no date by words of other languages', () => {
    for (const text of [
      'a dog on a beach in a park',
      'no dogs',
      'die hard',
      'van in a park',
      'a march',
      'fine art',
    ])
      expect(
        findDates(text, NOW).filter(({ weak }) => !weak),
        text,
      ).toEqual([]);
  });
});

describe('days of the week, times of the day and ages in other languages', () => {
  it.each([
    ['sunday', 'Sonntag sonntags dimanche domingo domenica zondag söndag'],
    ['saturdays', 'Samstag Sonnabend samstags samedi sábado sabato zaterdag lördagar'],
    ['mondays', 'montags lundi lunes lunedì segunda-feira maandag måndag am_Montag le_lundi los_lunes'],
    ['sunday morning', 'Sonntagmorgen Sonntag_Morgen dimanche_matin domingo_por_la_mañana domenica_mattina'],
    ['evening', 'Abend abends soir sera avond kväll am_Abend le_soir'],
    ['at night', 'nachts in_der_Nacht nuit noche notte noite natt de_noche'],
    ['weekdays', 'werktags entre_semana vardagar'],
    ['last sunday', 'letzten_Sonntag dimanche_dernier'],
    ['yesterday evening', 'gestern_Abend hier_soir gisteren_avond'],
    [
      '3 years ago',
      'vor_3_Jahren vor_drei_Jahren il_y_a_3_ans hace_3_años tre_anni_fa há_3_anos 3_jaar_geleden',
    ],
    ['3 years ago', 'il_y_a_trois_ans hace_tres_años 3_anos_atrás för_tre_år_sedan'],
    ['a year ago', 'vor_einem_Jahr il_y_a_un_an hace_un_año un_anno_fa een_jaar_geleden'],
    ['2 weeks ago', 'vor_zwei_Wochen il_y_a_deux_semaines hace_dos_semanas due_settimane_fa'],
    ['a few years ago', 'vor_einigen_Jahren il_y_a_quelques_années'],
    [
      'the last 3 years',
      'letzte_3_Jahre in_den_letzten_drei_Jahren les_3_dernières_années últimos_3_años ultimi_tre_anni',
    ],
    ['the last 2 years', 'seit_2_Jahren depuis_deux_ans desde_hace_2_años da_2_anni'],
    ['saturdays in summer', 'samstags_im_Sommer'],
    ['sundays in 2019', 'Sonntag_2019 dimanche_2019 domingos_de_2019'],
    ['before 2019', 'vor_2019'],
  ])('%s is %s', (english, others) => {
    const wanted = readDate(english, NOW);
    expect(wanted).not.toBeNull();
    for (const text of others
      .replaceAll(/\s/gu, ' ')
      .split(' ')
      .map((one) => one.replaceAll('_', ' '))) {
      expect(readDate(text, NOW), text).toEqual(wanted);
      expect(
        findDates(`Waldo ${text}`, NOW).map(({ end }) => end),
        text,
      ).toEqual([6 + text.length]);
    }
  });

  it.each(['host', 'vår Hund', 'matinee', 'an', 'midi', 'Jahre', 'vor dem Haus', '3 anni'])(
    '%s is none',
    (text) => {
      expect(readDate(text, NOW)).toBeNull();
    },
  );
});
