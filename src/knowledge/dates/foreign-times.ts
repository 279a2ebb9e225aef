/**
 * Days of the week and times of the day in other languages, each as "word|word=English", as the tables of foreign-dates.ts.
 */
export const FOREIGN_TIMES = {
  de: `${germanDays()};werktags|wochentags|werktag|werktage|wochentag|wochentage=weekdays;wochenenden|wochenends=weekends;
morgen|morgens|vormittag|vormittags|frühmorgens|frühs=morning;mittag|mittags=noon;nachmittag|nachmittags=afternoon;
abend|abends=evening;nacht|nachts=night;mitternacht=midnight;tagsüber=daytime`,
  fr: `lundi|lundis=monday;mardi|mardis=tuesday;mercredi|mercredis=wednesday;jeudi|jeudis=thursday;vendredi|vendredis=friday;
samedi|samedis=saturday;dimanche|dimanches=sunday;en semaine=weekdays;week ends|weekends=weekends;matin|matins=morning;
midi=noon;après midi=afternoon;soir|soirs|soirée=evening;nuit|nuits=night;minuit=midnight`,
  es: `lunes=monday;martes=tuesday;miércoles=wednesday;jueves=thursday;viernes=friday;sábado|sábados=saturday;
domingo|domingos=sunday;entre semana=weekdays;fines de semana=weekends;mañana|mañanas=morning;mediodía=noon;tarde|tardes=afternoon;
noche|noches=night;anoche=yesterday night;madrugada=early morning;medianoche=midnight`,
  it: `lunedì=monday;martedì=tuesday;mercoledì=wednesday;giovedì=thursday;venerdì=friday;sabato|sabati=saturday;
domenica|domeniche=sunday;fine settimana=weekend;mattina|mattino|mattine|mattinata=morning;mezzogiorno=noon;
pomeriggio|pomeriggi=afternoon;sera|serata=evening;notte|notti=night;mezzanotte=midnight`,
  pt: `segunda feira|segundas feiras=monday;terça feira|terças feiras=tuesday;quarta feira|quartas feiras=wednesday;
quinta feira|quintas feiras=thursday;sexta feira|sextas feiras=friday;sábado|sábados=saturday;domingo|domingos=sunday;
fins de semana=weekends;manhã|manhãs=morning;meio dia=noon;tarde|tardes=afternoon;noite|noites=night;madrugada=early morning;
meia noite=midnight`,
  nl: `maandag|maandags|maandagen=monday;dinsdag|dinsdags|dinsdagen=tuesday;woensdag|woensdags|woensdagen=wednesday;
donderdag|donderdags|donderdagen=thursday;vrijdag|vrijdags|vrijdagen=friday;zaterdag|zaterdags|zaterdagen=saturday;
zondag|zondags|zondagen=sunday;doordeweeks=weekdays;weekenden=weekends;ochtend|ochtends|morgen|morgens=morning;
middag|middags|namiddag=afternoon;avond|avonds=evening;nacht|nachts=night;middernacht=midnight`,
  sv: `måndag|måndagar=monday;tisdag|tisdagar=tuesday;onsdag|onsdagar=wednesday;torsdag|torsdagar=thursday;fredag|fredagar=friday;
lördag|lördagar=saturday;söndag|söndagar=sunday;vardagar=weekdays;helg|helgen=weekend;helger=weekends;morgon|morgonen|förmiddag=morning;
eftermiddag|eftermiddagen=afternoon;kväll|kvällen|kvällar=evening;natt|natten=night;midnatt=midnight`,
} as const;

/** "Sonntag", "sonntags", "Sonntage" and "Sonntagabend" of each day. */
function germanDays(): string {
  const days = ['montag=monday', 'dienstag=tuesday', 'mittwoch=wednesday', 'donnerstag=thursday'].concat([
    'freitag=friday',
    'samstag=saturday',
    'sonnabend=saturday',
    'sonntag=sunday',
  ]);
  const times = ['morgen=morning', 'vormittag=morning', 'mittag=noon', 'nachmittag=afternoon'].concat([
    'abend=evening',
    'nacht=night',
  ]);
  return days
    .flatMap((row) => {
      const [day = '', english = ''] = row.split('=');
      const parts = times.map((time) => {
        const [part = '', of = ''] = time.split('=');
        return `${day}${part}|${day}${part}s=${english} ${of}`;
      });
      return [`${day}|${day}s|${day}e|${day}en=${english}`, ...parts];
    })
    .join(';');
}
