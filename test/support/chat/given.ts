/** What commands are given in stories and simulations: the name that most of them have first, and what else there is. */
import { type Arguments, type CommandName, contracts } from '../../../src/protocol/contracts.ts';

type Any = { [Name in CommandName]: Some<Arguments<Name>> }[CommandName];
/** Not of commands that are given nothing. */
type Some<All> = string extends keyof All ? never : All;
type MemberOf<All> = All extends unknown ? keyof All : never;
type ValueOf<All, Member extends PropertyKey> = All extends {
  readonly [Name in Member]?: infer Value;
}
  ? Value
  : never;

/** Everything that some command is given. `afterName` is `after` where that is a name. */
export type Options = {
  readonly [Member in Exclude<MemberOf<Any>, 'after'>]?: Readonly<ValueOf<Any, Member>> | undefined;
} & { readonly after?: number | string | undefined; readonly afterName?: string | undefined };

/** The arguments of `command`, of which `name` is the one that is a name, or a room. */
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
