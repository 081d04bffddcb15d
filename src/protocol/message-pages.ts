/** Commands that reply with a page of messages: how people are shown one follows from the contract. */
import type { Contract } from './contract.ts';
import { type CommandName, type ContractNamed, contractOf } from './contracts.ts';

/** The commands whose reply is a page of messages. */
export type Paged = {
  [Name in CommandName]: ContractNamed<Name> extends { readonly texts: 'messages' } ? Name : never;
}[CommandName];

export function isPaged(command: CommandName): command is Paged {
  return contractOf(command).texts === 'messages';
}

export interface PageFacts {
  /** The argument that names the conversation of all messages; null: they are of any conversations. */
  readonly conversation: 'with' | 'room' | null;
  /** May that argument be left out? Then they are of any conversations, too. */
  readonly isOptional: boolean;
  /** The reply names the conversation. */
  readonly isNamed: boolean;
  /** `before` and the smallest number ask for the page before. */
  readonly goesBack: boolean;
  /** What people read in place of an empty page; null: the client's own words. */
  readonly none: string | null;
}

export function pageFacts(command: Paged): PageFacts {
  const { arguments: all, reply, typed, help }: Contract = contractOf(command);
  const conversation = (['with', 'room'] as const).find((name) => Object.hasOwn(all, name)) ?? null;
  return {
    conversation,
    isOptional: conversation !== null && all[conversation]?.optional === true,
    isNamed: Object.hasOwn(reply.shape, 'with'),
    goesBack: typed?.order.includes('before') === true,
    none: help.none ?? null,
  };
}
