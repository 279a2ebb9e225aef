import type { Device } from '../domain/device.ts';
import type { EngineReason } from '../domain/engine-reason.ts';
import type { ErrorKind } from '../domain/error.ts';
import type { ErrorReason } from '../domain/error-reason.ts';
import type { Language } from '../domain/label.ts';
import type { ProblemKind } from '../domain/problem.ts';
import type { ProblemDetail } from '../domain/problem-detail.ts';
import { type Format, formatterFor } from './formatter.ts';

/** Describes the error of an action of the user, and how to fix it. */
export const errorText = (language: Language, kind: ErrorKind): string =>
  formatterFor(language)(`error.${kind}`);

/** Describes why a file could not be indexed, and how to fix it. */
export const problemText = (language: Language, kind: ProblemKind): string =>
  formatterFor(language)(`problem.${kind}`);

/** Describes why something failed: a sentence. What the system, SQLite or a parser reports in it is not translated. */
export function errorReasonText(format: Format, reason: ErrorReason): string {
  switch (reason.code) {
    case 'system':
      return format('why.system', { error: reason.error });
    case 'folder-unusable':
    case 'not-absolute':
    case 'folder-contains':
    case 'library-missing':
      return format(`why.${reason.code}`, { path: reason.path });
    case 'text-too-long':
      return format('why.text-too-long', { most: reason.most });
    case 'not-restored':
      return format('why.not-restored', { files: reason.files, of: reason.of });
    case 'export-newer':
    case 'library-newer':
      return format(`why.${reason.code}`, { version: reason.version, supported: reason.supported });
    case 'sidecar-invalid':
    case 'library-unwritable':
    case 'library-damaged':
      return format(`why.${reason.code}`, { detail: reason.detail });
    case 'pack-path':
    case 'pack-file-missing':
    case 'pack-file-not-plain':
    case 'pack-file-changed':
    case 'pack-invalid':
    case 'pack-layout':
    case 'pack-archive':
    case 'pack-network':
    case 'pack-reserved':
    case 'pack-not-addable':
    case 'pack-without-image-network':
    case 'pack-exists':
    case 'pack-not-added':
    case 'pack-not-in-catalogue':
    case 'pack-newer':
    case 'pack-purpose':
      return packFaultText(format, reason);
    case 'engine-system':
    case 'engine-without-package':
    case 'engine-version':
    case 'engine-driver-old':
      return misfitText(format, reason);
    case 'fetch-address':
    case 'fetch-unreachable':
    case 'fetch-status':
    case 'fetch-changed':
      return fetchFaultText(format, reason);
    case 'port-unusable':
      return format('why.port-unusable', { port: String(reason.port), error: reason.error });
    default:
      return format(`why.${reason.code}`);
  }
}

type PackFault = Extract<ErrorReason, { code: `pack-${string}` }>;

/** Describes why a pack cannot be added, used or removed. */
function packFaultText(format: Format, reason: PackFault): string {
  switch (reason.code) {
    case 'pack-path':
    case 'pack-file-missing':
    case 'pack-file-not-plain':
    case 'pack-file-changed':
      return format(`why.${reason.code}`, { file: reason.file });
    case 'pack-invalid':
    case 'pack-layout':
      return format(`why.${reason.code}`, { detail: reason.detail });
    case 'pack-archive':
      return format('why.pack-archive', { fault: reason.fault, file: reason.file });
    case 'pack-network':
      return format('why.pack-network', { file: reason.file, detail: reason.detail });
    case 'pack-reserved':
    case 'pack-not-addable':
    case 'pack-without-image-network':
    case 'pack-exists':
    case 'pack-not-added':
    case 'pack-not-in-catalogue':
      return format(`why.${reason.code}`, { name: reason.name });
    case 'pack-newer':
      return format('why.pack-newer', { format: reason.format, supported: reason.supported });
    case 'pack-purpose':
      return format('why.pack-purpose', { purpose: reason.purpose });
  }
}

type FetchFault = Extract<ErrorReason, { code: `fetch-${string}` }>;

/** Describes why something cannot be fetched. */
function fetchFaultText(format: Format, reason: FetchFault): string {
  switch (reason.code) {
    case 'fetch-address':
      return format('why.fetch-address', { address: reason.address });
    case 'fetch-unreachable':
      return format('why.fetch-unreachable', { host: reason.host, detail: reason.detail });
    case 'fetch-status':
      return format('why.fetch-status', { host: reason.host, status: String(reason.status) });
    case 'fetch-changed':
      return format('why.fetch-changed', { host: reason.host, file: reason.file });
  }
}

type Misfit = Extract<
  ErrorReason,
  { code: 'engine-system' | 'engine-without-package' | 'engine-version' | 'engine-driver-old' }
>;

/** Describes why the libraries of an engine cannot be used here. */
function misfitText(format: Format, reason: Misfit): string {
  switch (reason.code) {
    case 'engine-system':
      return format('why.engine-system', { system: reason.system });
    case 'engine-without-package':
      return format('why.engine-without-package', { name: reason.name });
    case 'engine-version': {
      const { name, version, supported } = reason;
      return format('why.engine-version', { name, version, supported });
    }
    case 'engine-driver-old':
      return format('why.engine-driver-old', { found: reason.found, wanted: reason.wanted });
  }
}

/** Describes what exactly is wrong with a file: a sentence. Messages of decoders are not translated. */
export function problemDetailText(format: Format, detail: ProblemDetail): string {
  switch (detail.code) {
    case 'size-in-header': {
      const { width, height } = detail;
      return format('detail.size-in-header', { width, height });
    }
    case 'pixels-above-limit': {
      const { width, height, limit } = detail;
      return format('detail.pixels-above-limit', { width, height, limit });
    }
    case 'bytes-above-limit':
      return format('detail.bytes-above-limit', { bytes: detail.bytes, limit: detail.limit });
    case 'pixels-held':
      return format('detail.pixels-held', { width: detail.width, height: detail.height });
    case 'pixels-in-bytes': {
      const { width, height, bytes } = detail;
      return format('detail.pixels-in-bytes', { width, height, bytes });
    }
    case 'rows-missing':
      return format('detail.rows-missing', { rows: detail.rows, height: detail.height });
    case 'format-unsupported':
      return format('detail.format-unsupported', { format: detail.format });
    case 'bitmap-unsupported':
      return format('detail.bitmap-unsupported', { compression: detail.compression, bits: detail.bits });
    case 'decoded-to': {
      const { width, height, channels } = detail;
      return format('detail.decoded-to', { width, height, channels });
    }
    case 'not-finished':
      return format('detail.not-finished', { seconds: detail.seconds });
    case 'no-answer':
      return format('detail.no-answer', { seconds: detail.seconds });
    case 'no-jpeg':
      return format('detail.no-jpeg', { format: detail.format });
    case 'other':
      return format('detail.other', { detail: detail.detail });
    default:
      return format(`detail.${detail.code}`);
  }
}

/** Describes an error by its reason, or without one by its kind: a sentence. */
export const failureText = (
  language: Language,
  { kind, reason }: { readonly kind: ErrorKind; readonly reason: ErrorReason | null },
): string => (reason === null ? errorText(language, kind) : errorReasonText(formatterFor(language), reason));

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
    case 'driver-too-old':
      return format('engine.driver-too-old', { found: reason.found, wanted: reason.wanted });
    case 'needs-library':
      return format(`engineNeedsLibrary.${reason.of}`, { library: reason.library });
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
