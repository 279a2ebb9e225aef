/** Languages whose names of countries and continents are known beside those of the gazetteer. */
export const COUNTRY_NAME_LOCALES =
  'de fr es it pt nl sv da nb fi pl cs sk hu ro tr ru uk el ca bg sl hr lt lv et is id vi th ko ja zh-Hant ar he hi'.split(
    ' ',
  );
