/** The definition of an owner's command: its name, arguments and action. */
import type { OptionTable, OptionValues } from '../options/option-table.ts';
import { type OwnerSettings, ownerOptions } from './owner-settings.ts';

/** The number of arguments of a command. */
export interface WordCount {
  readonly min: number;
  readonly max: number;
}

interface Definition<Table extends OptionTable> {
  /** Its name and arguments, as typed: `account add NAME`. */
  readonly usage: string;
  /** A summary in one line. */
  readonly summary: string;
  /** Further help, in paragraphs; may be empty. */
  readonly details: string;
  /** The options of this command only. */
  readonly options: Table;
  readonly words: WordCount;
  /** Returns the exit status. Throws OwnerError, StoreError or OptionsError for faults that one line explains. */
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

/** The command of `definition`, with the options common to all commands. */
export function command<const Table extends OptionTable>(
  definition: Definition<Table>,
): OwnerCommand {
  return {
    ...definition,
    options: { ...ownerOptions, ...definition.options },
    // Parsed by the table above.
    run: ({ options, ...given }) =>
      definition.run({ ...given, options: options as OptionValues<Table> }),
  };
}
