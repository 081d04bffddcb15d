/** Options of the IRC gateway. */
import { readFileSync } from 'node:fs';
import { OptionsError, type OptionValues, option } from './option-table.ts';
import { choice, type OptionType, text } from './option-types.ts';

/** A name of a server has a dot, and goes before each of its lines. */
const serverName: OptionType<string> = {
  expected: 'a name with a dot, such as irc.example.org, of at most 63 characters',
  placeholder: 'NAME',
  parse: (value) =>
    typeof value === 'string' && /^(?=.{3,63}$)[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i.test(value)
      ? value.toLowerCase()
      : undefined,
  format: (value) => value,
};

const OWN_NAME = 'chinwag.local';

export const ircOptions = {
  irc: option(choice('on', 'off'), 'on', 'whether clients of IRC are served'),
  'irc-name': option(
    serverName,
    '',
    'name of this server in IRC; else that of --public-url, or of --host',
  ),
  'irc-oper': option(
    choice('on', 'off'),
    'on',
    'whether OPER, with the password of an operator’s account, makes an operator',
  ),
  'webirc-password': option(
    text('PASSWORD', 'a password'),
    '',
    'with it, gateways for browsers at an address of --trust-proxy may say who their clients are',
  ),
  motd: option(text('FILE', 'a file name'), '', 'text file that clients of IRC are shown at first'),
} as const;

export interface IrcConfig {
  readonly serverName: string;
  readonly oper: boolean;
  /** Null: WEBIRC is not taken. */
  readonly webircPassword: string | null;
  readonly motd: readonly string[] | null;
}

const MOTD_LINES_MAX = 200;

/** Null: IRC is not served. @throws OptionsError where the message of the day cannot be read */
export function readIrcConfig(
  {
    irc,
    'irc-name': name,
    'irc-oper': oper,
    'webirc-password': webirc,
    motd,
  }: OptionValues<typeof ircOptions>,
  host: string,
  publicUrl: URL | null,
): IrcConfig | null {
  if (irc === 'off') return null;
  const named = [name, publicUrl?.hostname ?? '', host].flatMap(
    (one) => (isAddress(one) ? undefined : serverName.parse(one)) ?? [],
  );
  const lines = motd === '' ? null : linesOf(motd);
  return {
    serverName: named[0] ?? OWN_NAME,
    oper: oper === 'on',
    webircPassword: webirc || null,
    motd: lines,
  };
}

function isAddress(host: string): boolean {
  return /^[\d.]+$|:/.test(host);
}

function linesOf(file: string): string[] {
  let content: string;
  try {
    content = readFileSync(file, 'utf8');
  } catch (error) {
    throw new OptionsError([`--motd cannot be read: ${(error as Error).message}`]);
  }
  const lines = content.trimEnd().split(/\r?\n/);
  if (lines.length > MOTD_LINES_MAX) {
    throw new OptionsError([`--motd has more than ${MOTD_LINES_MAX} lines`]);
  }
  return lines;
}
