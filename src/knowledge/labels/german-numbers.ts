import { foldForms } from '../../domain/fold.ts';

/**
 * Everyday German nouns by how they make their plural. No ending gives it away: "Fischer" is no plural of "Fisch", and
 * "Berger" none of "Berg". Compounds follow their last noun ("Bauernhaus").
 */
const NOUNS = {
  // Hund, Hunde.
  e: `Hund Berg Tag Schiff Fest Freund Boot Brief Tier Stern Fisch Pilz Stein Weg Ring Schuh Tisch Teppich Teich Hirsch Hai
    Wal Delfin Pinguin Pferd Schaf Schwein Reh Bein Arm Jahr Spiel Ziel Werk Paket Geschenk Gedicht Lokal Pokal Konzert
    Instrument Klavier Dokument Plakat Produkt Projekt Objekt Gerät Getränk Gericht Gespräch Geschäft Termin Kamin Abend Monat
    Besuch Versuch Erfolg Bericht Abschied Beruf Preis Kreis Ausweis Kurs Prozess Kongress Rekord Wohnmobil Kreuz Netz Gesetz
    Kompass Pfirsich Kürbis Keks Brot Bier Wein Meer Riff Moor Blitz Schirm Film Dieb König Offizier Ingenieur Friseur Zwerg
    Mond Elch Luchs Dachs Lachs Specht Kranich Habicht Krebs Ort Punkt Schritt Blick Pfeil Lift Steg Pfad Schal Heft Stift
    Seil Beil Haar Paar Zelt Gewehr Symbol Teil Gespann Telefon Mikrofon Saxofon Akkordeon Salat Triathlon
    Marathon Kostüm Turnier Quartier Revier`,
  // Baum, Bäume.
  'umlaut-e': `Baum Zug Sohn Ball Strand Fluss Platz Bach Gast Hut Rock Stuhl Schrank Zahn Kopf Hof Turm Sturm Traum Raum Zaun
    Stall Kanal Pass Markt Plan Korb Topf Knopf Kamm Kranz Tanz Schwanz Wolf Fuchs Frosch Storch Schwan Gans Kuh Maus Laus
    Hand Wand Stadt Nacht Frucht Nuss Wurst Braut Bank Haut Flug Kuss Arzt Chor Sarg Sack Schlag Vertrag Auftrag Antrag Fall
    Gang Hang Vorhang Klang Kampf Sumpf Strumpf Schatz Satz Ast Palast Fuß Gruß Bauch Schlauch Floß Stock Bock Koch Bischof
    Altar Kran Kahn Hahn Zopf Abgrund Schuss Schluss Stamm Damm Schwamm Duft`,
  // Kind, Kinder.
  er: 'Kind Bild Ei Feld Kleid Lied Licht Nest Rind Schild Brett Gesicht Geist Glied Schwert Gespenst',
  // Haus, Häuser.
  'umlaut-er': `Haus Buch Dach Dorf Blatt Glas Rad Wald Tal Land Mann Mund Wort Volk Horn Huhn Tuch Schloss Fass Loch Gras
    Grab Bad Amt Band Lamm Kalb Wurm Gott Kraut Strauch Denkmal Fach Maul`,
  // Garten, Gärten.
  umlaut: `Vater Mutter Bruder Tochter Garten Apfel Vogel Mantel Hafen Ofen Laden Boden Kasten Nagel Sattel Graben Kloster
    Hammer Schnabel Faden Bogen`,
  // Frau, Frauen.
  en: `Frau Uhr Tür Bahn Zeit Arbeit Burg Mensch Elefant Student Prinz Held Herr Christ Präsident Tourist Polizist Pianist
    Gitarrist Bett Hemd Ohr Herz Jagd Fahrt Schrift Antwort Geburt Saat Schlacht Nachricht Aussicht Ansicht Yacht Bucht Schlucht
    Form Figur Skulptur Frisur Wahl Zahl Tour Spur Schnur Bär Spatz Fink Papagei Soldat Pilot Planet Diamant Kamerad Doktor
    Professor Motor Traktor Person Moschee Allee Armee Idee`,
  // Insel, Inseln; Katze, Katzen.
  n: `Insel Schwester Mauer Feder Gabel Kartoffel Muschel Nadel Wurzel Schüssel Ampel Kugel Feier Leiter Nummer Oper Schulter
    Zwiebel Amsel Wachtel Drossel Fackel Schaukel Gondel Orgel Tafel Schachtel Trommel Kammer Mandel Windel Distel Dattel
    Eichel Bauer Nachbar Rose Tante Nase Hose Dame Lampe Maske Rebe Ruine Robbe Palme Linde Tanne Ziege Ente Taube Blume
    Katze Kirche Brücke Reise Straße Schule Familie Giraffe Löwe Hase Affe Junge Kunde Matrose Rabe Falke Auge Erbse Bohne
    Birne Pflaume Kirsche Zitrone Orange Tomate Gurke Traube Nelke Tulpe Lilie Orchidee Narzisse Wiese Wolke Welle Höhle
    Küste Düne Wüste Quelle Klippe Treppe Fahne Flagge Kerze Glocke Tasche Jacke Mütze Brille Krone Puppe Karte Kiste Flasche
    Tasse Decke Schnecke Spinne Biene Wespe Hummel Fliege Mücke Libelle Raupe Ameise Schlange Kröte Eule Möwe Krähe Elster
    Meise Schwalbe Stute Ratte Nichte Cousine Torte Pfütze Pflanze Eiche Buche Birke Fichte Weide Hütte Scheune Mühle Kapelle
    Kathedrale Pyramide Statue Säule Garage Messe Taufe Geige Gitarre Flöte Trompete Bühne Terrasse Laterne Grotte Kutsche`,
  // Auto, Autos.
  s: `Auto Foto Hotel Park Baby Party Oma Opa Mama Papa Sofa Kino Zoo Café Kamera Taxi Zebra Pizza Video Radio Büro Restaurant
    Team Handy Picknick Balkon Ballon Karton Chef Job Club Känguru Gorilla Lama Koala Flamingo Panda Kiwi Avocado Mango Iglu
    Kajak Kanu Cousin Festival Souvenir Trikot Kita Disco Studio Clown Cowboy Hobby Pony Teddy Fan Jeep Bikini Kakadu Jaguar
    Puma`,
} as const;
type PluralKind = keyof typeof NOUNS;

/** Plurals of their own. */
const IRREGULAR = `Museum Museen|Album Alben|Zentrum Zentren|Aquarium Aquarien|Stadion Stadien|Firma Firmen|Villa Villen|Kaktus
  Kakteen|Bus Busse|Ski Skier|Saal Säle|Knie Knie|Drama Dramen|Datum Daten|Freundin Freundinnen`;

/** Nouns with these endings make their plural so, without exception. */
const ENDINGS: readonly (readonly [singular: RegExp, plural: string])[] = [
  [/(?:ung|heit|keit|schaft|tion|sion|tat|erei)$/u, 'en'],
  [/(?<=[bcdfghklmnprstwz])in$/u, 'nen'],
  [/nis$/u, 'se'],
  [/ling$/u, 'e'],
];

/** Two nouns, one of which only looks like the plural of the other. */
const NO_PLURALS: ReadonlySet<string> = new Set(['montage', 'hamburger']);

/** Letters of what stands before the last noun of a compound. */
const SHORTEST_BEFORE = 3;
const SHORTEST_ENDING = 5;

/** The last stem vowel with its two dots: Baum, Bäum. */
const umlauted = (word: string): string =>
  word.replace(/(?:au|[aou])(?=[^aou]*$)/u, (vowel) =>
    vowel === 'au' ? 'äu' : vowel === 'a' ? 'ä' : vowel === 'o' ? 'ö' : 'ü',
  );

const PLURAL = {
  e: (noun) => `${noun}e`,
  'umlaut-e': (noun) => `${umlauted(noun)}e`,
  er: (noun) => `${noun}er`,
  'umlaut-er': (noun) => `${umlauted(noun)}er`,
  umlaut: umlauted,
  en: (noun) => `${noun}en`,
  n: (noun) => `${noun}n`,
  s: (noun) => `${noun}s`,
} as const satisfies Record<PluralKind, (noun: string) => string>;

let known: ReadonlyMap<string, ReadonlySet<string>> | undefined;

/** Folded with two letters for one with dots, as texts have it besides: "Glaser" is not "Gläser". */
const written = (noun: string): string => foldForms(noun).at(-1) ?? '';

/** By a noun in one number, its forms in the other. */
function forms(): ReadonlyMap<string, ReadonlySet<string>> {
  if (known !== undefined) return known;
  const all = new Map<string, Set<string>>();
  const join = (from: string, to: string): void => void all.set(from, (all.get(from) ?? new Set()).add(to));
  const add = (singular: string, plural: string): void => {
    join(written(singular), written(plural));
    join(written(plural), written(singular));
  };
  for (const kind of Object.keys(NOUNS) as PluralKind[])
    for (const noun of NOUNS[kind].split(/\s+/u)) add(noun, PLURAL[kind](noun.toLowerCase()));
  for (const pair of IRREGULAR.split('|')) {
    const [singular = '', plural = ''] = pair.split(/\s+/u);
    add(singular, plural);
  }
  known = all;
  return all;
}

/** Of a noun of the table, or a compound of which the longest such noun is the last part. */
function formsInTable(word: string): string[] {
  for (let at = 0; at < word.length; at += at === 0 ? SHORTEST_BEFORE : 1) {
    const others = forms().get(word.slice(at));
    if (others !== undefined) return [...others].map((other) => word.slice(0, at) + other);
  }
  return [];
}

/** Of a noun whose ending has one plural. */
function formsByEnding(word: string): string[] {
  if (word.length < SHORTEST_ENDING) return [];
  return ENDINGS.flatMap(([singular, plural]) => {
    if (singular.test(word)) return [word + plural];
    const stem = word.endsWith(plural) ? word.slice(0, -plural.length) : '';
    return stem.length >= SHORTEST_ENDING && singular.test(stem) ? [stem] : [];
  });
}

/**
 * The singulars or plurals of a German noun, without itself: haeuser of haus, katze of katzen. A word that only looks
 * like the plural of another has none: "Fischer", "Steiner".
 * @param word folded, with ae for ä and the like
 */
export function germanNumberForms(word: string): readonly string[] {
  const found = formsInTable(word);
  const all = found.length > 0 ? found : formsByEnding(word);
  return NO_PLURALS.has(word) ? [] : all.filter((form) => form !== word && !NO_PLURALS.has(form));
}

/** The same as it is written: with a capital where the word has one. */
export const germanNumbersOf = (text: string): readonly string[] =>
  germanNumberForms(written(text)).map((form) =>
    text.charAt(0) === text.charAt(0).toLowerCase() ? form : form.charAt(0).toUpperCase() + form.slice(1),
  );
