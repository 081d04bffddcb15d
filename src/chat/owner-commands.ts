/** The commands of the server's owner: what each does. Their contracts are in protocol/owner-contracts.ts. */
import { Reason } from '../protocol/frames.ts';
import { type OwnerCommandName, ownerContracts } from '../protocol/owner-contracts.ts';
import { isOwner } from './conditions.ts';
import { ownerHandlers } from './owner-handler-list.ts';
import type { Command, Handler, Precondition } from './request.ts';

const handlers: { readonly [Name in OwnerCommandName]: Handler<Name> } = ownerHandlers;

const ownerOnly: Precondition = (_hub, actor) =>
  isOwner(actor) ? Reason.none : Reason.notPermitted;

/** Each refuses whoever is not the owner. */
export const ownerCommands = Object.fromEntries(
  (Object.keys(handlers) as OwnerCommandName[]).map((name) => [name, commandOf(name)]),
) as { readonly [Name in OwnerCommandName]: Command<Name> };

function commandOf(name: OwnerCommandName): Command {
  const { preconditions = [], run }: Handler = handlers[name];
  return { contract: ownerContracts[name], preconditions: [ownerOnly, ...preconditions], run };
}
