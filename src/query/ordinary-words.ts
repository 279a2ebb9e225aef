const wordSet = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/u));

/** Words that rarely mean the places of the same name. */
const NEVER_PLACES = wordSet(
  'us la it is as at so no me of best most male north south east west long big pun tan wan pal pet rim log hag kin sus von',
);
/** Words that mean a place of the same name only to somebody who took photos there: "a man reading", "nice dress". */
const SELDOM_PLACES = wordSet(
  `acre afar angers archway ascension bade bale barking basic bath bender bled bole bone bong boulder brusque bush canaries
canary capital cascades centennial chili chine central centre chin colon concord cork corona cypress delta dining drug dual eastern
enterprise erode falcon felling force fowling gales garland genes gent gold grenade grins gulf hail hang harrow hims hull
hums independence indie interior island islands jingling kale kilo lakes lander lids lime lion lira lone luck manger mango manning
marches marina maritime mascara mason meres meshed metro mobile mono monster nice northeast northern northwest ogre oral
oriental paradise pare pastas peel pert pest plateau pool quiche reading rest reunion revel rivers roles ruse saga
sale sari saris shaping simmering sine solo soul southern split spoken springs stoke suede sues surprise tango tars terminus togas tours
tuba tunas tunes tyre unity vine vista warren wean western woodlands`,
);

/** How far a bare word means the places of its name: `never`, `with-photos` only of this library, or as any name. */
export function placeUse(text: string): 'never' | 'with-photos' | 'any' {
  // Of, Best and Reading are towns: capitalized like a name, such a word is one too.
  if (text !== text.toLowerCase()) return 'any';
  return NEVER_PLACES.has(text) ? 'never' : SELDOM_PLACES.has(text) ? 'with-photos' : 'any';
}

/** Names that begin with "video" and are no films. */
const VIDEO_NAME =
  /^video (?:game|gamer|camera|call|chat|conference|console|wall|card|projector|store)s?$|^video gaming$/iu;
/** Whether words are a name of a thing ("video games"), and not films of something ("video dog"). */
export const isVideoName = (text: string): boolean => VIDEO_NAME.test(text);
