/** Folders of the user, by the XDG Base Directory Specification. */
import { userInfo } from 'node:os';
import { isAbsolute, join } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The folder that `variable` (`XDG_DATA_HOME`) names, or `byDefault` (`.local/share`) below the home folder; null where
 * there is no home folder either. Relative paths are ignored, as the specification says.
 */
export function userFolder(
  environment: Environment,
  variable: string,
  ...byDefault: readonly string[]
): string | null {
  const named = environment[variable] ?? '';
  if (isAbsolute(named)) return named;
  const home = homeFolder(environment);
  return home === null ? null : join(home, ...byDefault);
}

/** From the environment, or from the system's user database; some containers run as a user that is not in it. */
function homeFolder({ HOME: named = '' }: Environment): string | null {
  if (isAbsolute(named)) return named;
  try {
    const { homedir } = userInfo();
    return isAbsolute(homedir) ? homedir : null;
  } catch {
    return null;
  }
}
