import type { SwitchedAnalyserId } from '../../domain/analyser.ts';
import type { Sort } from '../../domain/query.ts';
import type { HistoryChoice } from '../../domain/recovery.ts';

export interface SearchCommandOptions {
  readonly library?: string;
  readonly json?: boolean;
  readonly null?: boolean;
  readonly reasons?: boolean;
  readonly limit?: number;
  readonly all?: boolean;
  readonly verbatim?: boolean;
  readonly sort?: Sort;
}

export interface IndexCommandOptions extends Partial<Record<SwitchedAnalyserId, 'on' | 'off'>> {
  readonly library?: string;
  readonly json?: boolean;
}

export interface DoctorOptions {
  readonly library?: string;
  readonly engines: boolean;
  readonly diagnostics?: boolean;
  readonly keep?: HistoryChoice;
}

export interface StatusOptions {
  readonly library?: string;
  readonly problems?: boolean;
  readonly json?: boolean;
}

export interface ServeCommandOptions {
  readonly library?: string;
  readonly port: number;
}

export interface OpenCommandOptions {
  readonly library?: string;
}

export interface RevealCommandOptions {
  readonly library?: string;
  /** The arguments are a search, whose first photo is meant. */
  readonly search?: boolean;
  readonly verbatim?: boolean;
}

export type UpdateAction = 'status' | 'check' | 'on' | 'off';

export interface UpdatesOptions {
  readonly json?: boolean;
}

export interface ModelsOptions {
  readonly json?: boolean;
}

export interface AddModelOptions extends ModelsOptions {
  readonly mirror?: string;
  readonly proxy?: string;
}

export interface ModelsUseOptions extends ModelsOptions {
  readonly library?: string;
}

export interface McpCommandOptions {
  readonly library?: string;
  readonly write?: boolean;
}

export interface EngineOptions {
  readonly library?: string;
  readonly yes?: boolean;
  readonly mirror?: string;
  readonly proxy?: string;
}

/** Options of every command that is one call of the contract. */
export interface CallCommandOptions {
  readonly library?: string;
  readonly json?: boolean;
  readonly schema?: boolean;
  /** Paths end with a NUL. */
  readonly null?: boolean;
  /** Of a command that asks first: it does not. */
  readonly yes?: boolean;
  /** Of such a command: it only prints what it would do. */
  readonly dryRun?: boolean;
  /** All files of a photo are meant, not only the one that was named. */
  readonly allFiles?: boolean;
  /** A search for duplicates may move every copy of a picture. */
  readonly allCopies?: boolean;
  /** Its arguments are a search. */
  readonly search?: boolean;
  /** No word of that search is corrected. */
  readonly verbatim?: boolean;
}
