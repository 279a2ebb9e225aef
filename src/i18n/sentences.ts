import type { Device } from '../domain/device.ts';
import type { EngineReason } from '../domain/engine-reason.ts';
import type { ErrorKind } from '../domain/error.ts';
import type { Language } from '../domain/label.ts';
import type { ProblemKind } from '../domain/problem.ts';
import { type Format, formatterFor } from './formatter.ts';

/** What went wrong with something that the user wanted, and what can be done about it. */
export const errorText = (language: Language, kind: ErrorKind): string =>
  formatterFor(language)(`error.${kind}`);

/** Why a file could not be searched, and what can be done about it. */
export const problemText = (language: Language, kind: ProblemKind): string =>
  formatterFor(language)(`problem.${kind}`);

/** Why an engine cannot be used, half a sentence: "crashed (SIGSEGV)". What a driver says stays in its language. */
export function engineReasonText(format: Format, reason: EngineReason): string {
  switch (reason.code) {
    case 'timed-out':
      return format('engine.timed-out', { seconds: reason.seconds });
    case 'crashed':
      return format('engine.crashed', { exit: reason.exit });
    case 'different-results':
      return format('engine.different-results', { difference: reason.difference });
    case 'other':
      return format('engine.other', { detail: reason.detail });
    default:
      return format(`engine.${reason.code}`);
  }
}

/** What an engine runs on: "CPU (2 threads)". Names of makers and programs stay as they are. */
export function deviceText(format: Format, device: Device): string {
  switch (device.kind) {
    case 'processor': {
      const { threads, isInt8 } = device;
      return format(isInt8 ? 'device.processorInt8' : 'device.processor', { threads });
    }
    case 'software': {
      const { api, software } = device;
      return software === null
        ? format('device.software', { api })
        : format('device.softwareNamed', { api, software });
    }
    case 'card': {
      const { api, card, isShared } = device;
      if (card === null) return format(isShared ? 'device.shared' : 'device.card', { api });
      return format(isShared ? 'device.sharedNamed' : 'device.cardNamed', { api, card });
    }
    case 'apple':
      return format('device.apple', { api: device.api });
    case 'named':
      return device.name;
  }
}
