/**
 * What a command is, written once (commands/): its arguments and text, its reply, the reasons that it can give, who
 * may, and what help says. The rest is derived: reading a COMMAND and a typed line, usage, completion, the client
 * library's method and the check of its reply, docs/protocol.json and the tables of docs/PROTOCOL-EXTENSIONS.md.
 */
import * as z from 'zod/mini';
import type { Argument } from './arguments.ts';
import type { Reason } from './frames.ts';
import type { BadLine } from './line-grammar.ts';

/** Who may give a command: whoever gets as far as the hub, and each of the following less than the one before. */
export type Who =
  /** Logged in or not. */
  | 'anyone'
  /** Nobody who is logged in. */
  | 'stranger'
  /** Whoever is logged in, guests too. */
  | 'person'
  /** Registered people. */
  | 'account'
  /** Operators of the server. */
  | 'operator';

/** What a token may permit; each command needs one of them. */
export const scopes = [
  /** Reading what was said, and who is there. */
  'read',
  /** Saying something, and what becomes of it. */
  'write',
  /** Looking after rooms and the people in them. */
  'moderate',
  /** The account itself: its password, its devices. */
  'account',
] as const;

export type Scope = (typeof scopes)[number];

/** The titles under which help lists commands; the first are what it takes to chat, and have no title. */
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
  /** What the line leaves open, for programs. */
  readonly about?: string;
  readonly group?: (typeof helpGroups)[number];
  /** What the line leaves open, for people, in a sentence or two. */
  readonly more?: string;
  /** Lines that can be typed so. */
  readonly examples?: readonly string[];
}

/** What a reader of its own has found on a line: arguments, perhaps of another command that answers the question. */
export type Given = Readonly<Record<string, unknown>>;
export interface Redirected {
  readonly command: string;
  readonly given: Given;
}

export interface Typed<Name extends string = string> {
  /** In the order in which they are typed. */
  readonly order: readonly Name[];
  /** Only on the lines of a program such as `nc`. */
  readonly only?: 'lines';
  /** Where no grammar fits: reads what stands behind the command. */
  readonly read?: (rest: string) => Given | Redirected | BadLine;
  /** Where no grammar shows it: the arguments as usage has them. */
  readonly usage?: string;
}

/** How a method of the client library calls the command. */
export interface Method<Name extends string, Member extends string> {
  /** Where it is not the command's own name in camel case. */
  readonly name?: string;
  /** The arguments that are given one by one; those that are required, where it is left out. Others are in an object. */
  readonly positional?: readonly Name[];
  /** The member of the reply that it resolves with; the whole reply, where it is left out. */
  readonly result?: Member;
  /** The list is asked for page by page, each behind the member `pages` of the last entry, or that entry itself. */
  readonly pages?: string;
}

/** How the list of a reply is made to fit the JSON of an EVENT. */
export interface Fit<Member extends string> {
  readonly list: Member;
  /** What is left out, of each entry; the end of the list, where it is left out. */
  readonly without?: string;
  /** The beginning of the list is left out instead. */
  readonly last?: true;
}

type Shape<All extends Readonly<Record<string, Argument>>> = {
  -readonly [Name in keyof All]: All[Name]['schema'];
};

export interface ContractOf<
  Name extends string = string,
  All extends Readonly<Record<string, Argument>> = Readonly<Record<string, Argument>>,
  Reply extends z.ZodMiniObject = z.ZodMiniObject,
> {
  readonly name: Name;
  readonly help: Help;
  readonly who: Who;
  /** The owner of the server may give it besides, without an account. */
  readonly owner?: true;
  /** What a token must permit for the command to be given with it. */
  readonly scope: Scope;
  /** It makes no sense without a connection: who asks without one is refused. */
  readonly connection?: true;
  /** It brings a password, a token or an invitation: that it is refused matters to whoever looks after the server. */
  readonly tries?: true;
  readonly arguments: All;
  /** The text of the COMMAND belongs to it: 1–65535 code points. */
  readonly text?: boolean;
  /** Left out: only programs give it. */
  readonly typed?: Typed<keyof All & string>;
  readonly reply: Reply;
  /** The list of the reply whose entries have texts, which follow the JSON: each says how many `bytes` its own has. */
  readonly texts?: keyof z.output<Reply> & string;
  readonly fit?: Fit<keyof z.output<Reply> & string>;
  /** The reasons that it can give, besides those of `who` and those that any command can. */
  readonly reasons: readonly Reason[];
  /** Null: the client library has a method of its own for it, or none. */
  readonly method: Method<keyof All & string, keyof z.output<Reply> & string> | null;
}

/** A contract, with the schema of all its arguments. */
export type Contract<
  Name extends string = string,
  All extends Readonly<Record<string, Argument>> = Readonly<Record<string, Argument>>,
  Reply extends z.ZodMiniObject = z.ZodMiniObject,
> = ContractOf<Name, All, Reply> & { readonly schema: z.ZodMiniObject<Shape<All>, z.core.$strict> };

/** A contract as it is written; its arguments and the members of its reply are named as they are. */
export function contract<const Written extends ContractOf>(
  written: Written & ContractOf<Written['name'], Written['arguments'], Written['reply']>,
): Written & { readonly schema: z.ZodMiniObject<Shape<Written['arguments']>, z.core.$strict> } {
  const shape = Object.fromEntries(
    Object.entries(written.arguments).map(([name, { schema }]) => [name, schema]),
  ) as Shape<Written['arguments']>;
  return { ...written, schema: z.strictObject(shape) };
}

/** What help says of commands that are about a message. */
export const ABOUT_NUMBERS =
  'A number is the one that history and search show; . is the last message, and .bob the last of bob.';
