/** Why the hub refused a command of the owner, and what would be right, for people. */
import { Reason } from '../protocol/frames.ts';
import {
  NAME_CODE_POINTS_MAX,
  PASSWORD_BYTES_MAX,
  PASSWORD_BYTES_MIN,
  TOKEN_PREFIX,
} from '../protocol/limits.ts';
import { oneLine } from '../protocol/visible.ts';

export const NOT_STORED =
  'it could not be stored: see whether the disk is full or fails, and try again';

/** For a command about the account `name` that was refused without words of its own. */
export function refusalWords(reason: Reason, name: string, accountsMax: number): string {
  switch (reason) {
    case Reason.nameNotAllowed:
      return (
        `"${oneLine(name)}" cannot be a registered name: that has 1 to ${NAME_CODE_POINTS_MAX} characters, letters of ` +
        'one alphabet, no # at its start, and nowhere a space or one of , : ! @ * ? & $ % ~ +'
      );
    case Reason.passwordNotAllowed:
      return `a password has ${PASSWORD_BYTES_MIN} to ${PASSWORD_BYTES_MAX} bytes and does not begin with ${TOKEN_PREFIX}; nothing was changed`;
    case Reason.serverFull:
      return `there are ${accountsMax} accounts already; --max-accounts allows more`;
    case Reason.noSuchUser:
      return `nobody is registered as ${oneLine(name)}; chinwag account list shows who there is`;
    case Reason.busy:
      return 'the account is being changed by others just now; try again';
    default:
      return NOT_STORED;
  }
}
