/**
 * The contract of a command, written once (commands/): its arguments and text, its reply, its reasons for refusal, its
 * access rule and its help. The rest is derived: reading a COMMAND and a typed line, usage, completion, the client
 * library's method and its check of the reply, docs/protocol.json and the tables of docs/PROTOCOL-EXTENSIONS.md.
 */
import * as z from 'zod/mini';
import type { Argument } from './arguments.ts';
import type { Reason } from './frames.ts';
import type { BadLine } from './line-grammar.ts';

/** The people who may use a command. */
export type Who =
  /** Anyone, logged in or not. */
  | 'anyone'
  /** Only clients that are not logged in. */
  | 'stranger'
  /** Everyone who is logged in, guests included. */
  | 'person'
  /** Registered people. */
  | 'account'
  /** Operators of the server. */
  | 'operator';

/** The permissions that a token may have; each command needs one of them. */
export const scopes = [
  /** Reading messages, and who is there. */
  'read',
  /** Sending messages, and changing one's own. */
  'write',
  /** Moderating rooms and their members. */
  'moderate',
  /** Managing the account itself: its password, its devices. */
  'account',
] as const;

export type Scope = (typeof scopes)[number];

/** The titles under which help lists commands; the first group, the basics of chatting, has no title. */
export const helpGroups = [
  '',
  'Messages',
  'Reading',
  'Rooms',
  'Moderation',
  'People',
  'Account',
] as const;

export interface Help {
  /** What the command does, in one line. */
  readonly line: string;
  /** Further details for programs. */
  readonly about?: string;
  readonly group?: (typeof helpGroups)[number];
  /** Further details for people, in a sentence or two. */
  readonly more?: string;
  /** What people read in place of an empty list. */
  readonly none?: string;
  /** Lines that work as typed. */
  readonly examples?: readonly string[];
}

/** The help of a command that help lists. */
export interface PlacedHelp extends Help {
  /** Its place: help lists commands by these, which leave gaps for others. No two have the same. */
  readonly place: number;
}

/** Arguments that a command's own reader found on a line; `Redirected` names another command that answers the line. */
export type Given = Readonly<Record<string, unknown>>;
export interface Redirected {
  readonly command: string;
  readonly given: Given;
}

export interface Typed<Name extends string = string> {
  /** In the order in which they are typed. */
  readonly order: readonly Name[];
  /** Only on lines of a program such as `nc`. */
  readonly only?: 'lines';
  /** For a syntax that no grammar covers: reads what follows the command. */
  readonly read?: (rest: string) => Given | Redirected | BadLine;
  /** For a syntax that no grammar shows: the arguments in usage lines. */
  readonly usage?: string;
}

/** The client library's method for the command. */
export interface Method<Name extends string, Member extends string> {
  /** Left out: the command's name in camel case. */
  readonly name?: string;
  /** The positional arguments; left out: the required ones. The rest go into an object. */
  readonly positional?: readonly Name[];
  /** The member of the reply that it resolves with; left out: the whole reply. */
  readonly result?: Member;
  /**
   * Reads the list page by page: each page starts after the member `pages` of the last entry, or after that entry
   * itself.
   */
  readonly pages?: string;
}

/** How a long list in a reply is made to fit the JSON of an EVENT. */
export interface Fit<Member extends string> {
  readonly list: Member;
  /** The member that entries may lose, before the list is cut. */
  readonly without?: string;
  /** Its beginning is cut, instead of its end. */
  readonly last?: true;
}

type ArgumentSchemas<All extends Readonly<Record<string, Argument>>> = {
  -readonly [Name in keyof All]: All[Name]['schema'];
};

export interface ContractOf<
  Name extends string = string,
  All extends Readonly<Record<string, Argument>> = Readonly<Record<string, Argument>>,
  Reply extends z.ZodMiniObject = z.ZodMiniObject,
> {
  readonly name: Name;
  readonly help: PlacedHelp;
  readonly who: Who;
  /** The owner of the server may use it too, without an account. */
  readonly owner?: true;
  /** The permission that a token needs for it. */
  readonly scope: Scope;
  /** It needs a connection: a caller without one is refused. */
  readonly connection?: true;
  /** It carries a password, a token or an invitation, so more of its refusals are logged. */
  readonly tries?: true;
  readonly arguments: All;
  /** The COMMAND has a text: 1 to TEXT_CODE_POINTS_MAX code points. */
  readonly text?: boolean;
  /** Left out: for programs only. */
  readonly typed?: Typed<keyof All & string>;
  readonly reply: Reply;
  /**
   * The list of the reply whose entries have texts, which follow the JSON: each entry gives the length of its own in
   * `bytes`.
   */
  readonly texts?: keyof z.output<Reply> & string;
  readonly fit?: Fit<keyof z.output<Reply> & string>;
  /** The reasons it may give, besides those of `who` and those of any command. */
  readonly reasons: readonly Reason[];
  /** Null: the client library has a hand-written method for it, or none. */
  readonly method: Method<keyof All & string, keyof z.output<Reply> & string> | null;
}

/** A contract with the schema of all its arguments. */
export type Contract<
  Name extends string = string,
  All extends Readonly<Record<string, Argument>> = Readonly<Record<string, Argument>>,
  Reply extends z.ZodMiniObject = z.ZodMiniObject,
> = ContractOf<Name, All, Reply> & {
  readonly schema: z.ZodMiniObject<ArgumentSchemas<All>, z.core.$strict>;
};

/** Makes a contract; the types keep the names of its arguments and of the reply's members. */
export function contract<const Written extends ContractOf>(
  written: Written & ContractOf<Written['name'], Written['arguments'], Written['reply']>,
): Written & {
  readonly schema: z.ZodMiniObject<ArgumentSchemas<Written['arguments']>, z.core.$strict>;
} {
  const shape = Object.fromEntries(
    Object.entries(written.arguments).map(([name, { schema }]) => [name, schema]),
  ) as ArgumentSchemas<Written['arguments']>;
  return { ...written, schema: z.strictObject(shape) };
}

/** Help for commands that refer to a message. */
export const ABOUT_NUMBERS =
  'A number is the one that history and search show; . is the last message, and .bob the last of bob.';
