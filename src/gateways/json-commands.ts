/** COMMANDs as the hub's commands: what they say is checked by their schemas. */
import type { Options } from '../chat/request.ts';
import { countCodePoints } from '../protocol/bytes.ts';
import { commandId, commandSchemas, type RemoteCommand } from '../protocol/command-schemas.ts';
import type { Frame } from '../protocol/frame-reader.ts';
import { type JsonPayload, readJsonFrame } from '../protocol/json-frames.ts';
import { TEXT_CODE_POINTS_MAX } from '../protocol/limits.ts';

export interface JsonCommand {
  readonly id: number;
  readonly command: RemoteCommand;
  readonly name: string;
  readonly options: Options;
  /** The text is `bytes[start, end)`. */
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
}

/** What is wrong with a COMMAND; its id where it has one. */
export interface BadCommand {
  readonly id: number | null;
  readonly why: string;
}

/** Of what says why: it may quote the client, and has to fit an EVENT. */
const WHY_CHARACTERS_MAX = 200;

function bad(id: number | null, why: string): BadCommand {
  const isLong = why.length > WHY_CHARACTERS_MAX;
  return { id, why: isLong ? `${why.slice(0, WHY_CHARACTERS_MAX).toWellFormed()}…` : why };
}

export function readCommand(frame: Frame): JsonCommand | BadCommand {
  const payload = readJsonFrame(frame);
  if (typeof payload === 'string') return bad(null, payload);
  const { id: givenId, command, ...others } = payload.json;
  const parsedId = commandId.safeParse(givenId);
  if (!parsedId.success) return bad(null, 'id: a whole number from 0 on is needed');
  const id = parsedId.data;
  if (typeof command !== 'string' || !Object.hasOwn(commandSchemas, command)) {
    return bad(id, `command: none is called ${JSON.stringify(command)?.slice(0, 40)}`);
  }
  const known = command as RemoteCommand;
  const parsed = commandSchemas[known].safeParse(others);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const where = issue?.path.join('.') ?? '';
    return bad(id, `${command}: ${where === '' ? '' : `${where}: `}${issue?.message}`);
  }
  const problem = textProblem(known, payload);
  if (problem !== null) return bad(id, problem);
  const given = parsed.data as Arguments;
  const name = given.name ?? given.to ?? given.with ?? '';
  const { bytes, start, end } = payload;
  return { id, command: known, name, options: optionsOf(given), bytes, start, end };
}

/** Everything that some command has, in the words of the wire. */
type Arguments = Omit<Options, 'after'> & {
  /** The id of a message; or a name, where a page is in the order of names. */
  readonly after?: number | string | undefined;
  readonly name?: string | undefined;
  readonly to?: string | undefined;
  readonly with?: string | undefined;
};

function optionsOf({ after, ...options }: Arguments): Options {
  if (after === undefined) return options;
  return typeof after === 'string' ? { ...options, afterName: after } : { ...options, after };
}

/** The only ones that have a text. */
const WITH_TEXT: ReadonlySet<RemoteCommand> = new Set(['sendto', 'edit']);

function textProblem(command: RemoteCommand, { bytes, start, end }: JsonPayload): string | null {
  const length = end - start;
  if (!WITH_TEXT.has(command)) return length === 0 ? null : `${command} has no text`;
  const fits =
    length > 0 &&
    (length <= TEXT_CODE_POINTS_MAX || countCodePoints(bytes, start, end) <= TEXT_CODE_POINTS_MAX);
  return fits ? null : `a text has 1 to ${TEXT_CODE_POINTS_MAX} characters`;
}
