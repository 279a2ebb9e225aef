/** The id of an option in a list of options. */
export const optionId = (list: string, at: number): string => `${list}-${at}`;

interface Props {
  readonly role: 'combobox';
  readonly 'aria-autocomplete': 'list';
  readonly 'aria-expanded': boolean;
  readonly 'aria-controls': string | undefined;
  readonly 'aria-activedescendant': string | undefined;
  readonly autoComplete: 'off';
  readonly spellCheck: false;
}

/**
 * What makes a text field the field of a list of options (the pattern "combobox" of the WAI-ARIA Authoring Practices): the
 * focus stays in the field, and the chosen option is named to screen readers by its id.
 * @param list id of the list
 * @param isShown whether it has options to choose from
 * @param chosen place of the chosen option; below 0: none
 */
export const comboboxProps = (list: string, isShown: boolean, chosen: number): Props => ({
  role: 'combobox',
  'aria-autocomplete': 'list',
  'aria-expanded': isShown,
  'aria-controls': isShown ? list : undefined,
  'aria-activedescendant': isShown && chosen >= 0 ? optionId(list, chosen) : undefined,
  autoComplete: 'off',
  spellCheck: false,
});
