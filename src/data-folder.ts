/** Where a server keeps what must outlive it. */
import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';

/** What help says of `dataFolder` without `given`. */
export const DATA_FOLDER_DEFAULT = '$XDG_DATA_HOME/chinwag, which is mostly ~/.local/share/chinwag';

/** The folder `given`, or the default of the XDG Base Directory Specification; whoever needs it creates it. */
export function dataFolder(
  given: string,
  environment: Readonly<Record<string, string | undefined>>,
): string {
  if (given !== '') return resolve(given);
  const { XDG_DATA_HOME: base = '' } = environment;
  // "All paths must be absolute. If an implementation encounters a relative path, it should ignore it."
  return join(isAbsolute(base) ? base : join(homedir(), '.local', 'share'), 'chinwag');
}
