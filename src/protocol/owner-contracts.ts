/**
 * The contracts of the commands of the server's owner. They come over a socket in the data folder or from
 * `chinwag account …`, never from a client, so no client knows them.
 */
import * as z from 'zod/mini';
import { Reason } from './frames.ts';

interface OwnerContractOf {
  readonly name: string;
  readonly arguments: Readonly<Record<string, z.ZodMiniType>>;
  readonly reply: z.ZodMiniObject;
  readonly reasons: readonly Reason[];
}

/** Makes a contract; the types keep the names of its arguments and of the reply's members. */
function ownerContract<const Written extends OwnerContractOf>(written: Written) {
  return {
    ...written,
    scope: 'account',
    schema: z.strictObject(written.arguments as Written['arguments']),
  } as const;
}

/** Longer than any name: the command says what is wrong with it. */
const name = z.string().check(z.maxLength(1000));

/** Limited by the length of a request: the command says what is wrong with it. */
const password = z.string();

const account = z.object({
  id: z.int(),
  name: z.string(),
  /** Milliseconds since 1970. */
  createdAt: z.int(),
  devices: z.int(),
  /** Bytes of its texts. */
  storedBytes: z.int(),
  operator: z.boolean(),
});

/** Changes to an account that exists: it may be gone, or be changed by somebody else just now. */
const reasonsOfChanges = [Reason.noSuchUser, Reason.busy, Reason.notStored] as const;

export const ownerContracts = {
  /** Registers a name. Replies with the account, as all of them do. */
  'account-add': ownerContract({
    name: 'account-add',
    arguments: { name, password },
    reply: account,
    reasons: [
      Reason.nameNotAllowed,
      Reason.nameInUse,
      Reason.passwordNotAllowed,
      Reason.serverFull,
      Reason.busy,
      Reason.notStored,
    ],
  }),
  /** Gives an account a new password; every device must log in again. */
  'account-reset-password': ownerContract({
    name: 'account-reset-password',
    arguments: { name, password },
    reply: account,
    reasons: [...reasonsOfChanges, Reason.passwordNotAllowed],
  }),
  /** Removes an account, with every text that it wrote. Replies with the account as it was. */
  'account-remove': ownerContract({
    name: 'account-remove',
    arguments: { name },
    reply: account,
    reasons: reasonsOfChanges,
  }),
  /** Makes an account a server operator, or takes that away. */
  'account-operator': ownerContract({
    name: 'account-operator',
    arguments: { name, operator: z.boolean() },
    reply: account,
    reasons: reasonsOfChanges,
  }),
} as const;

export type OwnerCommandName = keyof typeof ownerContracts;

type OwnerContractNamed<Name extends OwnerCommandName> = (typeof ownerContracts)[Name];

export type OwnerArguments<Name extends OwnerCommandName> = z.output<
  OwnerContractNamed<Name>['schema']
>;

export type OwnerReplyData<Name extends OwnerCommandName> = z.output<
  OwnerContractNamed<Name>['reply']
>;
