import { IntlMessageFormat } from 'intl-messageformat';

type Element = ReturnType<IntlMessageFormat['getAst']>[number];

/** Elements of ICU messages by the numbers that the parser gives them. */
export const ELEMENT = { literal: 0, argument: 1, number: 2, select: 5, plural: 6, pound: 7 } as const;

/** The elements of a message. @throws where it is not a valid ICU message */
export const elementsOf = (message: string): Element[] =>
  new IntlMessageFormat(message, 'en', undefined, { ignoreTag: true }).getAst();

/** The arguments of an ICU message: name and kind, as in `photos: number`; sorted. */
export function messageArgumentsOf(message: string): string[] {
  const found = new Map<string, 'text' | 'number'>();
  const walk = (elements: readonly Element[]): void => {
    for (const element of elements) {
      if (element.type === ELEMENT.number || element.type === ELEMENT.plural)
        found.set(element.value, 'number');
      else if (element.type === ELEMENT.argument || element.type === ELEMENT.select) {
        if (!found.has(element.value)) found.set(element.value, 'text');
      } else if (element.type !== ELEMENT.literal && element.type !== ELEMENT.pound)
        throw new Error(`Unexpected element in: ${message}`);
      if (element.type === ELEMENT.plural || element.type === ELEMENT.select)
        for (const { value } of Object.values(element.options)) walk(value);
    }
  };
  walk(elementsOf(message));
  return [...found].map(([name, kind]) => `${name}: ${kind}`).sort();
}
