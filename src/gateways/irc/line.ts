/** Reads lines of IRC: tags, source, command, parameters (modern.ircdocs.horse, "Message Format"). */

/** RFC 1459 section 2.3: a line without its tags, CR LF included. */
export const LINE_BYTES_MAX = 512;

/** IRCv3 message-tags, "Size limit": tags of a client, from `@` to the space behind them. */
export const CLIENT_TAGS_BYTES_MAX = 4096;

/** RFC 2812 section 2.3.1: the fifteenth parameter is the rest of the line. */
const PARAMETERS_MAX = 15;

export interface IrcLine {
  /** Values are unescaped; a tag without a value has an empty one. */
  readonly tags: ReadonlyMap<string, string>;
  /** In upper case. */
  readonly command: string;
  readonly parameters: readonly string[];
}

const NO_TAGS: ReadonlyMap<string, string> = new Map();

/** Reads a line without its end; null: it is blank, which is ignored. */
export function parseLine(line: string): IrcLine | null {
  let at = 0;
  let tags = NO_TAGS;
  if (line.startsWith('@')) {
    const end = endOfWord(line, 0);
    tags = parseTags(line.slice(1, end));
    at = skipSpaces(line, end);
  } else {
    at = skipSpaces(line, 0);
  }
  // A source means nothing from a client (RFC 1459 section 2.3).
  if (line.charCodeAt(at) === COLON) at = skipSpaces(line, endOfWord(line, at));
  const end = endOfWord(line, at);
  if (end === at) return null;
  const command = line.slice(at, end).toUpperCase();
  return { tags, command, parameters: parseParameters(line, skipSpaces(line, end)) };
}

const COLON = 0x3a;

function parseParameters(line: string, from: number): string[] {
  const parameters: string[] = [];
  for (let at = from; at < line.length; ) {
    const trailing = line.charCodeAt(at) === COLON;
    if (trailing || parameters.length === PARAMETERS_MAX - 1) {
      parameters.push(line.slice(trailing ? at + 1 : at));
      break;
    }
    const end = endOfWord(line, at);
    parameters.push(line.slice(at, end));
    at = skipSpaces(line, end);
  }
  return parameters;
}

function endOfWord(line: string, from: number): number {
  const end = line.indexOf(' ', from);
  return end === -1 ? line.length : end;
}

function skipSpaces(line: string, from: number): number {
  let at = from;
  while (line.charCodeAt(at) === 0x20) at++;
  return at;
}

/** Of tags that come twice, the last counts (IRCv3 message-tags, "Rules for servers"). */
export function parseTags(text: string): ReadonlyMap<string, string> {
  const tags = new Map<string, string>();
  for (const tag of text.split(';')) {
    if (tag === '') continue;
    const equals = tag.indexOf('=');
    if (equals === -1) tags.set(tag, '');
    else tags.set(tag.slice(0, equals), unescapeTag(tag.slice(equals + 1)));
  }
  return tags;
}

const ESCAPES: Readonly<Record<string, string>> = {
  ':': ';',
  s: ' ',
  '\\': '\\',
  r: '\r',
  n: '\n',
};

/** An escape that means nothing loses its backslash, as does one at the end. */
function unescapeTag(value: string): string {
  if (!value.includes('\\')) return value;
  return value.replace(/\\(.?)/gsu, (_, escaped: string) => ESCAPES[escaped] ?? escaped);
}

const TO_ESCAPE: Readonly<Record<string, string>> = {
  ';': '\\:',
  ' ': '\\s',
  '\\': '\\\\',
  '\r': '\\r',
  '\n': '\\n',
};

/** A tag as it is sent. NUL, which no line may hold, is left out. */
export function encodeTag(key: string, value: string): string {
  if (value === '') return key;
  const escaped = value
    .replaceAll('\0', '')
    .replace(/[; \\\r\n]/g, (character) => TO_ESCAPE[character] as string);
  return `${key}=${escaped}`;
}
