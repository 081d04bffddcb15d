/** What 005 says of this server: only what is true of it (modern.ircdocs.horse, "RPL_ISUPPORT parameters"). */
import {
  AWAY_CHARACTERS_MAX,
  NAME_CODE_POINTS_MAX,
  ROOM_NAME_CODE_POINTS_MAX,
  TOPIC_CHARACTERS_MAX,
  WATCHED_NAMES_MAX,
} from '../../protocol/limits.ts';
import { CHANNEL_MODES, PREFIX } from './modes.ts';

/** Targets of one PRIVMSG, NOTICE, TAGMSG or NAMES. */
export const TARGETS_MAX = 4;
/** Changes in one MODE. */
export const MODES_MAX = 13;
/** The user name, without its `~`. */
export const USER_BYTES_MAX = 9;

/** The real name. */
export const REAL_NAME_BYTES_MAX = 150;

/** Messages in one CHATHISTORY. */
export const HISTORY_MAX = 1000;

/** Tokens in one line (RFC 2812: fifteen parameters, two of them the nick and the text). */
const TOKENS_MAX = 13;

const TOKENS: readonly string[] = [
  `AWAYLEN=${AWAY_CHARACTERS_MAX}`,
  'CASEMAPPING=ascii',
  'CHANLIMIT=#:100',
  `CHANMODES=${CHANNEL_MODES}`,
  `CHANNELLEN=${ROOM_NAME_CODE_POINTS_MAX}`,
  'CHANTYPES=#',
  `CHATHISTORY=${HISTORY_MAX}`,
  // IRCv3 message-tags: tags that are passed on are only those with a meaning here.
  'CLIENTTAGDENY=*,-typing,-reply,-draft/reply,-draft/react,-draft/unreact',
  'ELIST=MNU',
  'EXTBAN=,m',
  `KICKLEN=${TOPIC_CHARACTERS_MAX}`,
  `MODES=${MODES_MAX}`,
  `MONITOR=${WATCHED_NAMES_MAX}`,
  'MSGREFTYPES=msgid,timestamp',
  `NAMELEN=${REAL_NAME_BYTES_MAX}`,
  `NICKLEN=${NAME_CODE_POINTS_MAX}`,
  `PREFIX=${PREFIX}`,
  'SAFELIST',
  'SAFERATE',
  `TARGMAX=JOIN:,PART:,KICK:,NAMES:${TARGETS_MAX},PRIVMSG:${TARGETS_MAX},NOTICE:${TARGETS_MAX},TAGMSG:${TARGETS_MAX},WHOIS:1,MONITOR:${WATCHED_NAMES_MAX}`,
  `TOPICLEN=${TOPIC_CHARACTERS_MAX}`,
  `USERLEN=${USER_BYTES_MAX + 1}`,
  'UTF8ONLY',
  'WHOX',
];

/** The parameters of each 005. */
export function isupportLines(network: string): string[] {
  // A value has no spaces, and a backslash is the beginning of what stands for one.
  const name = network.replace(/[\\ =]/g, (one) => `\\x${one.charCodeAt(0).toString(16)}`);
  const all = [...TOKENS, `NETWORK=${name}`].sort();
  const lines: string[] = [];
  for (let at = 0; at < all.length; at += TOKENS_MAX) {
    lines.push(all.slice(at, at + TOKENS_MAX).join(' '));
  }
  return lines;
}
