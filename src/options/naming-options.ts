/** Options about how the server presents itself, and what it asks of passwords. */
import { PASSWORD_BYTES_MIN, SERVER_NAME } from '../protocol/limits.ts';
import { option } from './option-table.ts';
import { integer, type OptionType } from './option-types.ts';

const NAME_CHARACTERS_MAX = 40;

/** A name for people, on a line of its own: no controls, nothing invisible, no white space at its ends. */
const nameForPeople: OptionType<string> = {
  expected: `a name of 1 to ${NAME_CHARACTERS_MAX} characters, without control characters`,
  placeholder: 'NAME',
  parse: (value) =>
    typeof value === 'string' &&
    value === value.trim() &&
    value.length > 0 &&
    [...value].length <= NAME_CHARACTERS_MAX &&
    value.isWellFormed() &&
    !/[\p{C}\p{Zl}\p{Zp}]/u.test(value)
      ? value
      : undefined,
  format: (value) => value,
};

export const namingOptions = {
  'server-name': option(
    nameForPeople,
    SERVER_NAME,
    'what people see this server called: the page, the terminal, and the network in IRC',
  ),
  'min-password': option(
    integer(1, 128),
    PASSWORD_BYTES_MIN,
    'shortest new password, in bytes; less than the default is a warning at each start',
  ),
} as const;
