/**
 * The command table: what each command does. Its contract (protocol/commands/) defines it; the gateways define how it
 * travels.
 */
import { type CommandName, contractOf } from '../protocol/contracts.ts';
import { mayGive } from './conditions.ts';
import { handlers } from './handler-list.ts';
import type { Command, Handler } from './request.ts';

const all: { readonly [Name in CommandName]: Handler<Name> } = handlers;

/** Each with its contract, whose requirements are checked first. */
export const commands = Object.fromEntries(
  (Object.keys(all) as CommandName[]).map((name) => [name, commandOf(name)]),
) as { readonly [Name in CommandName]: Command<Name> };

function commandOf(name: CommandName): Command {
  const contract = contractOf(name);
  const handler: Handler = all[name];
  const who = mayGive(contract);
  const preconditions = [...(who === null ? [] : [who]), ...(handler.preconditions ?? [])];
  return { contract, preconditions, run: handler.run };
}
