/** The contract of each command by name, and what its types say of arguments and replies. */
import type * as z from 'zod/mini';
import type { Contract } from './contract.ts';
import { contracts } from './contract-list.ts';

export type CommandName = keyof typeof contracts;

export type ContractNamed<Name extends CommandName> = (typeof contracts)[Name];

/** The arguments of a command. */
export type Arguments<Name extends CommandName> = z.output<ContractNamed<Name>['schema']>;

/** The arguments without passwords, which a terminal asks for. */
export type TypedArguments<Name extends CommandName> = Omit<
  Arguments<Name>,
  SecretNames<ContractNamed<Name>['arguments']>
>;

type SecretNames<All> = {
  [Name in keyof All]: All[Name] extends { readonly secret: true } ? Name : never;
}[keyof All];

/** The reply of a command, as it is on the wire. */
export type ReplyData<Name extends CommandName> = z.input<ContractNamed<Name>['reply']>;

/** The contract of a command whose name is known only at run time. */
export function contractOf<Name extends CommandName>(
  name: Name,
): Contract & { readonly name: Name } {
  const all: Readonly<Record<string, Contract>> = contracts;
  return all[name] as Contract & { readonly name: Name };
}

/** Commands of which people are told only that they went well, or of which a client has a way of its own. */
type ToldAsSuccess = 'login' | 'register' | 'list' | 'sendto' | 'reply' | 'ban' | 'mute';

/**
 * Commands that people type and whose reply says more: a client for people has a view of each. Pages of messages need
 * none: see message-pages.ts.
 */
export type Viewed = {
  [Name in CommandName]: ContractNamed<Name> extends { readonly typed: object }
    ? string extends keyof ReplyData<Name>
      ? never
      : ContractNamed<Name> extends { readonly texts: 'messages' }
        ? never
        : Exclude<Name, ToldAsSuccess>
    : never;
}[CommandName];
