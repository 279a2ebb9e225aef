/** The id of the program in app stores and desktops, which is also the name of its desktop entry. */
export const APP_ID = 'app.beachcomb.Beachcomb';
