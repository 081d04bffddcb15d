/** Locates the data folder. */
import { join, resolve } from 'node:path';
import { userFolder } from '../system/home-folder.ts';
import { OptionsError } from './option-table.ts';

/** The default in the help text. */
export const DATA_FOLDER_DEFAULT = '$XDG_DATA_HOME/chinwag, which is mostly ~/.local/share/chinwag';

/**
 * The folder `given`, or the default of the XDG Base Directory Specification. It may not exist yet.
 * @throws OptionsError where there is neither
 */
export function dataFolder(
  given: string,
  environment: Readonly<Record<string, string | undefined>>,
): string {
  if (given !== '') return resolve(given);
  const base = userFolder(environment, 'XDG_DATA_HOME', '.local', 'share');
  if (base !== null) return join(base, 'chinwag');
  throw new OptionsError([
    'you have no home folder (HOME is not set); --data DIR says where the data are',
  ]);
}
