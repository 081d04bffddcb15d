/** A command of the owner's: what it is called, what it takes, what it does. */
import type { OptionTable, OptionValues } from '../options/option-table.ts';
import { type OwnerSettings, ownerOptions } from './owner-settings.ts';

/** How many words a command takes. */
export interface WordCount {
  readonly min: number;
  readonly max: number;
}

interface Definition<Table extends OptionTable> {
  /** As it is typed, with its words: `account add NAME`. */
  readonly usage: string;
  /** What it does, in a line. */
  readonly summary: string;
  /** What else there is to know, in paragraphs; may be empty. */
  readonly details: string;
  /** Its own options. */
  readonly options: Table;
  readonly words: WordCount;
  /** Answers the exit status. Throws OwnerError, StoreError or OptionsError for what is to be said in a line. */
  run(given: {
    readonly words: readonly string[];
    readonly options: OptionValues<Table>;
    readonly settings: OwnerSettings;
  }): Promise<number>;
}

export interface OwnerCommand {
  readonly usage: string;
  readonly summary: string;
  readonly details: string;
  readonly options: OptionTable & typeof ownerOptions;
  readonly words: WordCount;
  run(given: {
    readonly words: readonly string[];
    readonly options: Readonly<Record<string, unknown>>;
    readonly settings: OwnerSettings;
  }): Promise<number>;
}

/** The command of `definition`, with the options that every command has. */
export function command<const Table extends OptionTable>(
  definition: Definition<Table>,
): OwnerCommand {
  return {
    ...definition,
    options: { ...ownerOptions, ...definition.options },
    // Read by the table above.
    run: ({ options, ...given }) =>
      definition.run({ ...given, options: options as OptionValues<Table> }),
  };
}
