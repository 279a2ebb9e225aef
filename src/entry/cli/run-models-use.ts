import process from 'node:process';
import { errorOfReply } from '../../api/call.ts';
import { type ImageTextState, imageTextStateSchema } from '../../api/contract/image-text-calls.ts';
import { dispatch } from '../../api/dispatch.ts';
import { BUNDLED_IMAGE_TEXT } from '../../domain/pack.ts';
import { jsonLine, shownText } from '../../domain/terminal-text.ts';
import type { ModelsUseOptions } from './command-options.ts';
import { EXIT } from './exit-code.ts';
import { existingLibrary, openQuietly } from './open-quietly.ts';
import { words } from './words.ts';

/** States in which the chosen pack will not answer by itself. */
const FAULTS: readonly ImageTextState['state'][] = ['missing', 'unusable', 'unfit'];

/**
 * Chooses the image-text pack that searches of a library use, and prints what answers.
 * @param name an id or ID@VERSION; absent: nothing is changed
 * @throws BeachcombError `not-found` if there is no such pack, or no library
 */
export async function runModelsUse(name: string | undefined, options: ModelsUseOptions): Promise<void> {
  const library = await openQuietly(existingLibrary(options.library));
  try {
    const request =
      name === undefined
        ? ({ call: 'imageText.get', input: {} } as const)
        : ({ call: 'imageText.use', input: { pack: name } } as const);
    const reply = await dispatch(library.handlers, 'shell', request);
    if (!reply.ok) throw errorOfReply(reply);
    const state = imageTextStateSchema.parse(reply.output);
    if (options.json) process.stdout.write(`${jsonLine(state)}\n`);
    else process.stdout.write(`${linesOf(state).map(shownText).join('\n')}\n`);
    if (FAULTS.includes(state.state)) process.exitCode = EXIT.negative;
  } finally {
    await library.close();
  }
}

const linesOf = ({ available, answering, state }: ImageTextState): string[] => [
  words('imageText.answering', { name: answering ?? BUNDLED_IMAGE_TEXT }),
  ...(state === 'answering' ? [] : [words(`imageText.${state}`)]),
  ...(state === 'preparing' ? [words('cli.models.usePrepare')] : []),
  ...(available.length === 0 ? [] : [words('cli.models.useAvailable', { names: available.join(', ') })]),
];
