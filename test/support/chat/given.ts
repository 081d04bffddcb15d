/** Arguments of commands in stories and simulations: a name first, as most commands have one, then options. */
import { contracts } from '../../../src/protocol/contract-list.ts';
import type { Arguments, CommandName } from '../../../src/protocol/contracts.ts';

type Any = { [Name in CommandName]: Some<Arguments<Name>> }[CommandName];
/** Excludes commands without arguments. */
type Some<All> = string extends keyof All ? never : All;
type MemberOf<All> = All extends unknown ? keyof All : never;
type ValueOf<All, Member extends PropertyKey> = All extends {
  readonly [Name in Member]?: infer Value;
}
  ? Value
  : never;

/** The options of all commands. `afterName` is `after` for commands where that is a name. */
export type Options = {
  readonly [Member in Exclude<MemberOf<Any>, 'after'>]?: Readonly<ValueOf<Any, Member>> | undefined;
} & { readonly after?: number | string | undefined; readonly afterName?: string | undefined };

/** The arguments of `command`; `name` is the one that names a person or a room. */
export function givenOf(
  command: CommandName,
  name: string,
  { afterName, ...options }: Options,
): Arguments<CommandName> {
  const known = contracts[command].arguments;
  const named = ['name', 'to', 'with'].find((one) => Object.hasOwn(known, one));
  const given = {
    ...options,
    ...(named === undefined ? {} : { [named]: name }),
    ...(afterName === undefined ? {} : { after: afterName }),
    ...(command === 'reply' ? { message: options.reply } : {}),
  };
  return given as Arguments<CommandName>;
}
