/** The settings of the owner's commands: the location of the data, and how a server would keep them. */

import { dataFolder } from '../options/data-folder.ts';
import { type KeptConfig, keptConfig } from '../options/kept-config.ts';
import { type OptionTable, type OptionValues, readOptions } from '../options/option-table.ts';
import { serverOptions } from '../options/server-options.ts';

export interface OwnerSettings {
  readonly dataFolder: string;
  readonly kept: KeptConfig;
  /** Files that the server reads besides its data: its configuration, the certificate and the key. */
  readonly ownFiles: readonly string[];
}

/** The options of every command. */
export const ownerOptions = { data: serverOptions.data, config: serverOptions.config } as const;

/** The options read from a server's environment and file; others concern only the server, and are not checked. */
const COUNTED = [
  'data',
  'config',
  'tls-cert',
  'tls-key',
  'registration',
  'max-accounts',
  'keep-messages',
  'keep-audit',
  'keep-edits',
  'keep-names',
  'invitation-time',
  'durability',
  'password-memory',
  'password-passes',
  'passwords-at-once',
];

/**
 * Reads `args` by `table`, which includes `ownerOptions`; adds the words among them to `words`.
 * @throws OptionsError with everything that is wrong
 */
export function readOwnerOptions<Table extends OptionTable & typeof ownerOptions>(
  table: Table,
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  words: string[],
): { readonly options: OptionValues<Table>; readonly settings: OwnerSettings } {
  const options = readOptions(table, args, environment, { only: ['data', 'config'], words });
  const { data, config } = options as OptionValues<typeof ownerOptions>;
  const file = config === '' ? [] : [`--config=${config}`];
  const server = readOptions(serverOptions, file, environment, { only: COUNTED });
  return {
    options,
    settings: {
      dataFolder: dataFolder(data, environment),
      kept: keptConfig(server),
      ownFiles: [server.config, server['tls-cert'], server['tls-key']].filter((one) => one !== ''),
    },
  };
}
