/** The client library's methods, each derived from the contract of its command. */
import type { Contract } from '../protocol/contract.ts';
import type { Arguments, CommandName, ContractNamed } from '../protocol/contracts.ts';
import type { Vocabulary } from '../protocol/vocabulary.ts';
import { checkName, checkText } from './arguments.ts';
import { type ReplyOf, readReply } from './reply-reader.ts';
import type { RawReply } from './requests.ts';

/** Key of the client's method that sends a command; its text is '' for a command without one. */
export const give: unique symbol = Symbol('give');

interface Giver {
  [give](command: CommandName, given: object, text: string): Promise<RawReply>;
}

/** Limit of the pages of one list: a server that never sends a last page would keep the client asking for ever. */
const PAGES_MAX = 100;

// --- the types of the methods ---

type HowOf<Name extends CommandName> = ContractNamed<Name>['method'];

/** The commands with a method. */
type WithMethod = {
  [Name in CommandName]: HowOf<Name> extends null ? never : Name;
}[CommandName];

type MethodName<Name extends CommandName> =
  HowOf<Name> extends { readonly name: infer Own extends string } ? Own : CamelCase<Name>;

type CamelCase<Text extends string> = Text extends `${infer First}-${infer Rest}`
  ? `${First}${Capitalize<CamelCase<Rest>>}`
  : Text;

/** The positional arguments of the method. */
type Positional<Name extends CommandName> =
  HowOf<Name> extends {
    readonly positional: infer Names extends readonly string[];
  }
    ? Names
    : string extends keyof Arguments<Name>
      ? readonly []
      : OnlyOf<RequiredOf<Arguments<Name>>>;

type RequiredOf<Given> = {
  [Member in keyof Given & string]: undefined extends Given[Member] ? never : Member;
}[keyof Given & string];

/** A single required argument needs no order; for several, the contract gives it. */
type OnlyOf<Name> = [Name] extends [never] ? readonly [] : readonly [Name];

type OneByOne<Given, Names> = Names extends readonly [
  infer First extends keyof Given,
  ...infer Rest,
]
  ? undefined extends Given[First]
    ? [given?: Given[First], ...rest: OneByOne<Given, Rest>]
    : [given: Given[First], ...rest: OneByOne<Given, Rest>]
  : [];

/** A method that returns a whole list takes no paging arguments. */
type PageOf<Name extends CommandName> =
  HowOf<Name> extends { readonly pages: string } ? 'after' : never;

type Others<Name extends CommandName> = Omit<
  Arguments<Name>,
  Positional<Name>[number] | PageOf<Name>
>;

type InAnObject<Name extends CommandName> = string extends keyof Arguments<Name>
  ? []
  : [keyof Others<Name>] extends [never]
    ? []
    : [more?: Readonly<Others<Name>>];

type TextOf<Name extends CommandName> =
  ContractNamed<Name> extends { readonly text: true } ? [text: string] : [];

/** A list among the arguments may be readonly. */
type Lenient<Values> = { [Index in keyof Values]: LenientOne<Values[Index]> };
type LenientOne<Value> = Value extends readonly (infer Item)[] ? readonly Item[] : Value;

type Parameters<Name extends CommandName> = [
  ...Lenient<OneByOne<Arguments<Name>, Positional<Name>>>,
  ...TextOf<Name>,
  ...InAnObject<Name>,
];

type MethodResult<Name extends CommandName> =
  HowOf<Name> extends {
    readonly result: infer Member extends keyof ReplyOf<Name>;
  }
    ? ReplyOf<Name>[Member]
    : string extends keyof ReplyOf<Name>
      ? undefined
      : [keyof ReplyOf<Name>] extends [never]
        ? undefined
        : ReplyOf<Name>;

/**
 * A method for each command, in camel case. It takes the required arguments one by one, then the text, then the
 * optional ones in an object, and resolves with the content of the reply.
 * @throws CommandRefused, CommandMalformed, ConnectionLost, InvalidArgument, ReplyError
 */
export type CommandMethods = {
  [Name in WithMethod as MethodName<Name>]: (
    ...given: Parameters<Name>
  ) => Promise<MethodResult<Name>>;
};

// --- the methods ---

const known = new WeakSet<Vocabulary>();

/** The class whose prototype has the methods, which all clients share. */
class Commanding {}

/** Base class of a client. `learn` adds the methods, before the first connection. */
export const WithCommands = Commanding as new () => CommandMethods;

/** Adds a method for each command of `vocabulary`. */
export function learn(vocabulary: Vocabulary): void {
  if (known.has(vocabulary)) return;
  known.add(vocabulary);
  for (const contract of Object.values<Contract>(vocabulary.commands)) {
    if (contract.method === null) continue;
    const name = contract.method.name ?? camelCase(contract.name);
    const value = methodOf(contract, contract.method);
    Object.defineProperty(Commanding.prototype, name, {
      value,
      configurable: true,
      writable: true,
    });
  }
}

function camelCase(name: string): string {
  return name.replace(/-(\w)/g, (_match, letter: string) => letter.toUpperCase());
}

type How = NonNullable<Contract['method']>;

function methodOf(contract: Contract, how: How) {
  const { name, arguments: all, text: hasText } = contract;
  const required = Object.entries(all).filter(([, { optional }]) => !optional);
  const order = how.positional ?? required.map(([one]) => one);
  return async function method(this: Giver, ...parameters: readonly unknown[]): Promise<unknown> {
    const values = parameters.slice(0, order.length);
    const rest = parameters.slice(order.length);
    const text = hasText ? (rest.shift() as string) : '';
    const said = {
      ...(rest[0] ?? {}),
      ...Object.fromEntries(order.map((one, at) => [one, values[at]])),
    };
    const given = Object.fromEntries(
      Object.entries(said).filter(([, value]) => value !== undefined),
    );
    check(contract, given, text);
    const command = name as CommandName;
    const ask = async (more: object) =>
      readReply(command, await this[give](command, { ...given, ...more }, text)) as Fields;
    if (how.pages !== undefined) return wholeList(ask, how.result ?? '', how.pages);
    const reply = await ask({});
    if (how.result !== undefined) return reply[how.result];
    return Object.keys(contract.reply.shape).length === 0 ? undefined : reply;
  };
}

type Fields = Readonly<Record<string, unknown>>;

/** Checks names and text before anything is sent. @throws InvalidArgument */
function check({ arguments: all, text: hasText }: Contract, given: Fields, text: string): void {
  for (const [name, { named, optional }] of Object.entries(all)) {
    if (named === undefined || (optional && given[name] === undefined)) continue;
    for (const one of [given[name]].flat()) checkName(one as string, named);
  }
  if (hasText) checkText(text);
}

/** Fetches page after page, each after the last entry of the page before: that entry, or its member `key`. */
async function wholeList(
  ask: (more: object) => Promise<Fields>,
  list: string,
  key: string,
): Promise<unknown[]> {
  const all: unknown[] = [];
  let more: object = {};
  for (let pages = 0; pages < PAGES_MAX; pages++) {
    const reply = await ask(more);
    const page = reply[list] as readonly unknown[];
    all.push(...page);
    const last = page.at(-1);
    if (reply.more !== true || last === undefined) break;
    more = { after: key === '' ? last : (last as Fields)[key] };
  }
  return all;
}
