/** Reads COMMANDs, and checks their arguments against their contracts. */
import * as z from 'zod/mini';
import { countCodePoints } from '../protocol/bytes.ts';
import type { Contract } from '../protocol/contract.ts';
import { contracts } from '../protocol/contract-list.ts';
import type { Arguments, CommandName } from '../protocol/contracts.ts';
import type { Frame } from '../protocol/frame-reader.ts';
import { type JsonPayload, readJsonFrame } from '../protocol/json-frames.ts';
import { TEXT_CODE_POINTS_MAX } from '../protocol/limits.ts';
import { isCommandName } from '../protocol/usage.ts';

// Error messages are in English.
z.config(z.locales.en());

export interface JsonCommand {
  readonly id: number;
  readonly command: CommandName;
  readonly given: Arguments<CommandName>;
  /** The text is `bytes[start, end)`. */
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
}

/** An invalid COMMAND, with its id where it has one. */
export interface BadCommand {
  readonly id: number | null;
  readonly why: string;
}

/** The longest error text: it may quote the client, and has to fit an EVENT. */
const WHY_CHARACTERS_MAX = 200;

function bad(id: number | null, why: string): BadCommand {
  const isLong = why.length > WHY_CHARACTERS_MAX;
  return { id, why: isLong ? `${why.slice(0, WHY_CHARACTERS_MAX).toWellFormed()}…` : why };
}

export function readCommand(frame: Frame): JsonCommand | BadCommand {
  const payload = readJsonFrame(frame);
  if (typeof payload === 'string') return bad(null, payload);
  const { id, command, ...others } = payload.json;
  if (!isId(id)) return bad(null, 'id: a whole number from 0 on is needed');
  if (typeof command !== 'string' || !isCommandName(command)) {
    return bad(id, `command: none is called ${JSON.stringify(command)?.slice(0, 40)}`);
  }
  const contract: Contract = contracts[command];
  const parsed = contract.schema.safeParse(others);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const where = issue?.path.join('.') ?? '';
    return bad(id, `${command}: ${where === '' ? '' : `${where}: `}${issue?.message}`);
  }
  const problem = textProblem(contract, payload);
  if (problem !== null) return bad(id, problem);
  const { bytes, start, end } = payload;
  const given = parsed.data as Arguments<CommandName>;
  return { id, command, given, bytes, start, end };
}

function isId(id: unknown): id is number {
  return Number.isSafeInteger(id) && (id as number) >= 0;
}

function textProblem({ name, text }: Contract, { bytes, start, end }: JsonPayload): string | null {
  const length = end - start;
  if (!text) return length === 0 ? null : `${name} has no text`;
  const fits =
    length > 0 &&
    (length <= TEXT_CODE_POINTS_MAX || countCodePoints(bytes, start, end) <= TEXT_CODE_POINTS_MAX);
  return fits ? null : `a text has 1 to ${TEXT_CODE_POINTS_MAX} characters`;
}
