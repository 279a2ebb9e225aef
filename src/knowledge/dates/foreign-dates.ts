import { fold, foldForms } from '../../domain/fold.ts';
import { agesInEnglish, foreignAgeWords } from './foreign-ages.ts';
import { FOREIGN_TIMES } from './foreign-times.ts';
import { monthNames } from './month-names.ts';
import { TIME_NAMES } from './recurring.ts';

/** The English word or words for each, or none where it adds nothing. */
type Lexicon = ReadonlyMap<string, string>;

/**
 * What dates are said with in a language: `names` of seasons and feasts, `words` of time and what stands before it, each as
 * "word|word=English"; `small`: articles and the like.
 */
const TABLES = {
  de: {
    names: `frühling|frühjahr=spring;sommer=summer;herbst=autumn;winter=winter;sommerferien=summer holidays;weihnachten=christmas;
heiligabend|heiliger abend=christmas eve;weihnachtsferien=christmas holidays;silvester|sylvester=new years eve;neujahr|neujahrstag=new years day;
ostern=easter;ostersonntag=easter sunday;ostermontag=easter monday;karfreitag=good friday;pfingsten=pentecost;
himmelfahrt|christi himmelfahrt|vatertag=ascension day;fasching|karneval|fastnacht|fasnacht=carnival season;aschermittwoch=ash wednesday;
muttertag=mothers day;valentinstag=valentines day;nikolaus|nikolaustag=st nicholas day;allerheiligen=all saints day;
dreikönig|dreikönigstag|heilige drei könige=epiphany;advent|adventszeit=advent season;tag der deutschen einheit=day of german unity`,
    words: `im|in|am|an|zu|um=in;seit|ab=since;vor=before;nach=after;bis=until;zwischen=between;und=and;
letzten|letzter|letztes|letzte|vergangenen|vergangener|vergangenes|vorigen|voriges=last;diesen|dieser|dieses|diesem=this;
jahr|jahre=year;monat=month;woche=week;wochenende=weekend;gestern=yesterday;vorgestern=day before yesterday;heute=today;
anfang=early;mitte=mid;ende=late`,
    small: 'der dem den des das die von vom jahres monats',
  },
  fr: {
    names: `printemps=spring;été=summer;automne=autumn;hiver=winter;grandes vacances|vacances d été=summer holidays;noël=christmas;
réveillon de noël=christmas eve;saint sylvestre|st sylvestre|réveillon=new years eve;nouvel an=new year;jour de l an=new years day;pâques=easter;
lundi de pâques=easter monday;dimanche de pâques=easter sunday;vendredi saint=good friday;pentecôte=pentecost;toussaint=all saints day;
saint valentin|st valentin=valentines day;carnaval=carnival season;épiphanie=epiphany;avent=advent season`,
    words: `en|à|au|aux|pendant|durant=in;depuis=since;avant=before;après=after;jusqu en=until;entre=between;et=and;
année|an=year;mois=month;semaine=week;week end|weekend=weekend;hier=yesterday;avant hier=day before yesterday;aujourd hui=today;
début=early;mi=mid;fin=late;dernier|dernière|passé|passée=last;cette|ce|cet=this`,
    small: 'le la les de du d l',
  },
  es: {
    names: `primavera=spring;verano=summer;otoño=autumn;invierno=winter;vacaciones de verano=summer holidays;navidad|navidades=christmas;
nochebuena=christmas eve;nochevieja|fin de año=new years eve;año nuevo=new years day;día de reyes=epiphany;semana santa=holy week;
pascua=easter;viernes santo=good friday;pentecostés=pentecost;carnaval|carnavales=carnival season;san valentín=valentines day;
todos los santos=all saints day;adviento=advent season`,
    words: `en|durante|por|a=in;desde=since;antes=before;después|tras=after;hasta=until;entre=between;y=and;año=year;mes=month;
semana=week;fin de semana=weekend;ayer=yesterday;anteayer=day before yesterday;hoy=today;pasado|pasada|último|última=last;este|esta=this;
principios|inicios|comienzos=early;mediados=mid;finales|fines=late`,
    small: 'el la los las de del al',
  },
  it: {
    names: `primavera=spring;estate=summer;autunno=autumn;inverno=winter;vacanze estive=summer holidays;natale=christmas;
vigilia di natale=christmas eve;san silvestro=new years eve;capodanno=new year;pasqua=easter;pasquetta|lunedì dell angelo=easter monday;
pentecoste=pentecost;carnevale=carnival season;epifania|befana=epiphany;ferragosto=assumption day;ognissanti=all saints day;
san valentino=valentines day;festa della mamma=mothers day;avvento=advent season`,
    words: `in|nel|nell|nella|a|ad|durante|per=in;da|dal|dall=since;prima=before;dopo=after;fino=until;tra|fra=between;e=and;anno=year;
mese=month;settimana=week;fine settimana=weekend;ieri=yesterday;altro ieri=day before yesterday;oggi=today;scorso|scorsa=last;
questo|questa|quest=this;inizio|inizi=early;metà=mid;fine=late`,
    small: 'il lo la le i gli l di del dell della d al',
  },
  pt: {
    names: `primavera=spring;verão=summer;outono=autumn;inverno=winter;férias de verão=summer holidays;natal=christmas;
véspera de natal=christmas eve;ano novo=new years day;réveillon|passagem de ano|véspera de ano novo=new years eve;páscoa=easter;
sexta feira santa=good friday;semana santa=holy week;carnaval=carnival season;pentecostes=pentecost;todos os santos=all saints day;
dia de reis=epiphany;advento=advent season`,
    words: `em|no|na|durante|por=in;desde=since;antes=before;depois|após=after;até=until;entre=between;e=and;ano=year;mês=month;semana=week;
fim de semana=weekend;ontem=yesterday;anteontem=day before yesterday;hoje=today;passado|passada|último|última=last;este|esta|neste|nesta=this;
início|começo=early;meados=mid;final|fim|fins=late`,
    small: 'o a os as de do da ao',
  },
  nl: {
    names: `lente|voorjaar=spring;zomer=summer;herfst|najaar=autumn;winter=winter;zomervakantie=summer holidays;kerst|kerstmis=christmas;
kerstavond=christmas eve;kerstvakantie=christmas holidays;eerste kerstdag=christmas day;tweede kerstdag=boxing day;
oudejaarsavond|oud en nieuw|oudjaar=new years eve;nieuwjaar|nieuwjaarsdag=new years day;pasen=easter;eerste paasdag=easter sunday;
tweede paasdag=easter monday;goede vrijdag=good friday;pinksteren=pentecost;hemelvaart|hemelvaartsdag=ascension day;
sinterklaas|pakjesavond=eve of st nicholas;koningsdag=kings day;carnaval=carnival season;moederdag=mothers day;valentijnsdag=valentines day;
allerheiligen=all saints day;advent=advent season`,
    words: `in|op|met|tijdens|rond=in;sinds|vanaf=since;voor=before;na=after;tot=until;tussen=between;en=and;jaar=year;maand=month;
week=week;weekend|weekeinde=weekend;gisteren=yesterday;eergisteren=day before yesterday;vandaag=today;vorig|vorige|afgelopen=last;
dit|deze=this;begin=early;midden|medio=mid;eind=late`,
    small: 'de het van',
  },
  sv: {
    names: `våren=spring;sommar|sommaren=summer;hösten=autumn;vinter|vintern=winter;sommarlov|sommarlovet=summer holidays;
julen=christmas;julafton=christmas eve;juldagen=christmas day;nyårsafton|nyår=new years eve;nyårsdagen=new years day;
påsk|påsken=easter;påskdagen=easter sunday;pingst=pentecost;alla helgons dag=all saints day;advent=advent season`,
    words: `i|på|under|om=in;sedan=since;före|innan=before;efter=after;till=until;mellan=between;och=and;förra=last;
denna|detta=this;år|året=year;månad|månaden=month;vecka|veckan=week;igår=yesterday;förrgår=day before yesterday;idag=today;
början=early;mitten=mid;slutet=late`,
    small: 'av den det',
  },
} as const;
type DateLanguage = keyof typeof TABLES;
const DATE_LANGUAGES = Object.keys(TABLES) as DateLanguage[];

/** English words that say nothing of a time alone. */
const BESIDE: ReadonlySet<string> = new Set(['in', 'and', 'from', 'this']);
/** Names of months that are also names of people or English words: alone they are rather those. */
const NOT_ALONE: ReadonlySet<string> = new Set(
  'mai mars mart marts maj mei set juli julio julia juni junio juno april aprile abril avril august augusto agosto marzo mac estate natale natal hier pascua lente noel advent nikolaus advento avent silvester sylvester primavera ende fin fine final winter reveillon midi idag till nyar'.split(
    ' ',
  ),
);
/** A shorter name of a month without an accent is no date alone, since many are names of people ("Julie", "Marc"). */
const SHORTEST_ALONE = 6;
/** What stands before dates and is no English word: beside it an English name is a date, too ("im August"). */
const BEFORE: ReadonlySet<string> = new Set(
  'im am zum en em nel nell nella au aux pendant durante wahrend waehrend tijdens letzten letzter'.split(' '),
);
/** In UTF-16 units. */
const LONGEST = 60;
/** 2019, 12, 12., 1er, 1º, '19, 2018/19, and what stands between two. */
const NUMERIC = /^(?:\d{1,4}(?:[./-]\d{1,4}){0,2}|[-–~])$/u;
const ORDINAL = /^(\d{1,2})(?:\.|er|º|ª|°)$/u;

interface Words {
  /** Names of several words, the longest first. */
  readonly phrases: readonly (readonly [foreign: string, english: string])[];
  readonly words: Lexicon;
}

function wordsOf(language: DateLanguage): Words {
  const { names, words, small } = TABLES[language];
  const rows = [...`${names};${words};${FOREIGN_TIMES[language]}`.split(';')].flatMap((row) => {
    const [foreign = '', english = ''] = row.trim().split('=');
    return foreign.split('|').map((word) => [word.trim(), english] as const);
  });
  const forms = rows.flatMap(([word, english]) => foldForms(word).map((form) => [form, english] as const));
  return {
    phrases: forms.filter(([word]) => word.includes(' ')).sort(([a], [b]) => b.length - a.length),
    words: new Map([
      ...small.split(' ').map((word) => [word, ''] as const),
      ...forms.filter(([word]) => !word.includes(' ')),
    ]),
  };
}

const ENGLISH_MONTHS =
  'january february march april may june july august september october november december'.split(' ');

/** In the languages without a table. */
const SMALL_ELSEWHERE = 'в во w v u i في de';

/** Short names of months that people type without their accent; others are rather "Marco" and "Marta". */
const WITHOUT_ACCENT: ReadonlySet<string> = new Set(['marz', 'aout']);

interface Months {
  /** Folded, with their English names. */
  readonly words: Lexicon;
  /** Folded ones that only a word with an accent means. */
  readonly accented: ReadonlySet<string>;
  /** Months of two words: كانون الثاني. */
  readonly phrases: Words['phrases'];
}
let months: Months | undefined;
function monthsOfAll(): Months {
  if (months !== undefined) return months;
  const names = [...monthNames()].flatMap(([name, month]) =>
    foldForms(name).map((form) => [form, ENGLISH_MONTHS[month - 1] ?? ''] as const),
  );
  months = {
    words: new Map(names.filter(([name]) => !name.includes(' '))),
    accented: new Set(
      [...monthNames().keys()]
        .map(fold)
        .filter(
          (name) => name.length < SHORTEST_ALONE && !monthNames().has(name) && !WITHOUT_ACCENT.has(name),
        ),
    ),
    phrases: names.filter(([name]) => name.includes(' ')),
  };
  return months;
}

let languages: readonly Words[] | undefined;
function allWords(): readonly Words[] {
  languages ??= [
    ...DATE_LANGUAGES.map(wordsOf),
    {
      phrases: monthsOfAll().phrases,
      words: new Map(SMALL_ELSEWHERE.split(' ').map((word) => [word, ''])),
    },
  ];
  return languages;
}

let known: ReadonlySet<string> | undefined;
/** Every word of a date in a language that is not English, folded. */
export function foreignDateWords(): ReadonlySet<string> {
  known ??= new Set([
    ...monthsOfAll().words.keys(),
    ...foreignAgeWords(),
    ...allWords().flatMap(({ phrases, words }) => [
      ...words.keys(),
      ...phrases.flatMap(([phrase]) => phrase.split(' ')),
    ]),
  ]);
  return known;
}

/** The words of a text folded; one that is no month without its accent ("Marco") with a sign that no word has. */
const inWords = (text: string): string[] =>
  text
    .toLowerCase()
    .replace(/['’-](?=\p{L})/gu, ' ')
    .split(/\s+/u)
    .map((word) => {
      if (!/\p{L}/u.test(word) || ORDINAL.test(word)) return word.replace(ORDINAL, '$1');
      return monthsOfAll().accented.has(word) ? `${word}\0` : fold(word);
    });

/** A text in the words of one language as English ones; null where a word is of another, or none says when. */
function translated(parts: readonly string[], { phrases, words }: Words): string | null {
  let text = ` ${parts.join(' ')} `;
  const named: string[] = [];
  for (const [phrase, english] of phrases)
    if (text.includes(` ${phrase} `)) {
      named.push(english);
      text = text.replace(` ${phrase} `, ` \0${named.length - 1} `);
    }
  const english: string[] = [];
  let says = named.length > 0;
  let isForeign = says;
  for (const part of text.trim().split(' ')) {
    const name = part.startsWith('\0')
      ? named[Number(part.slice(1))]
      : (words.get(part) ?? monthsOfAll().words.get(part));
    if (name === undefined && !NUMERIC.test(part)) return null;
    const isContent = name !== undefined && name !== '' && !BESIDE.has(name);
    says ||= isContent;
    isForeign ||= (isContent && name !== part) || BEFORE.has(part);
    english.push(name ?? part);
  }
  if (!says || !isForeign) return null;
  // "Été dernier", "el verano pasado": English has it in front.
  const last = english.findIndex((word, at) => at > 0 && word === 'last');
  if (last > 0) english.unshift(...english.splice(last, 1));
  return english
    .filter((word) => word !== '')
    .join(' ')
    .replace(/^(?:in )+(?=last|this|yesterday|today|early|mid|late)|(?<=\bin) in\b/gu, '')
    .replace(/^(?:in )?last in /u, 'last ')
    .replace(/(?<=early|mid|late|last|this) (?:in )?/u, ' ')
    .replace(/\bin year (?=\d{4}$)/u, 'in ');
}

const isShortMonth = (word: string, text: string): boolean =>
  monthsOfAll().words.has(word) && word.length < SHORTEST_ALONE && /^[a-z]+$/iu.test(text.trim());

/**
 * A date in German, French, Spanish, Italian, Portuguese, Dutch or Swedish as English says it ("im Sommer 2019": "in summer 2019"),
 * and with the name of a month of some fifty languages; all that it may be, none where it is no date.
 * @param text any text
 */
export function datesInEnglish(text: string): readonly string[] {
  if (text.length > LONGEST) return [];
  const parts = inWords(text.trim());
  const words = foreignDateWords();
  const [first = ''] = parts;
  if (parts.length === 1 && (NOT_ALONE.has(first) || isShortMonth(first, text))) return [];
  if (!parts.every((part) => words.has(part) || NUMERIC.test(part))) return [];
  return [
    ...new Set([
      ...agesInEnglish(parts.join(' ')),
      ...allWords().flatMap((language) => translated(parts, language) ?? []),
    ]),
  ];
}

const TIMES_OF_DAY: ReadonlySet<string> = new Set(TIME_NAMES);

/**
 * A time of the day in another language as English says it, which is a name of what can be seen, too: "nachts" and "in der
 * Nacht" are "night". Null for another text.
 */
export function timeOfDayInEnglish(text: string): string | null {
  const english = datesInEnglish(text).map((one) => one.replace(/^in /u, ''));
  const time = english.find((one) => TIMES_OF_DAY.has(one));
  return time ?? null;
}
