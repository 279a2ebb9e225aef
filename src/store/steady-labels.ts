/** Reads the setting `steadyLabels`: the labels whose corrections change only the photos that are corrected. */
export const steadyLabelsOf = (setting: unknown): readonly string[] =>
  Array.isArray(setting) ? setting.filter((label): label is string => typeof label === 'string') : [];
