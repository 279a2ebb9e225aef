import type { Device } from '../domain/device.ts';
import type { EngineReason } from '../domain/engine-reason.ts';
import type { ErrorKind } from '../domain/error.ts';
import type { Language } from '../domain/label.ts';
import type { ProblemKind } from '../domain/problem.ts';
import { type Format, formatterFor } from './formatter.ts';

/** Describes the error of an action of the user, and how to fix it. */
export const errorText = (language: Language, kind: ErrorKind): string =>
  formatterFor(language)(`error.${kind}`);

/** Describes why a file could not be indexed, and how to fix it. */
export const problemText = (language: Language, kind: ProblemKind): string =>
  formatterFor(language)(`problem.${kind}`);

/**
 * Describes why an engine cannot be used, half a sentence: "crashed (SIGSEGV)". Messages of drivers are not translated.
 */
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

/** Describes the device of an engine: "CPU (2 threads)". Names of vendors and programs are not translated. */
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
