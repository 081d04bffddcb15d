/** What the reply to a command says, checked by its contract: a server may be anybody's. */
import type * as z from 'zod/mini';
import { decodeText } from '../protocol/bytes.ts';
import type { Contract } from '../protocol/contract.ts';
import type { CommandName, ContractNamed } from '../protocol/contracts.ts';
import { nonsense } from './reply-error.ts';
import type { ReplyData } from './requests.ts';

/** What a command answers with, its texts where they belong. */
export type ReplyOf<Name extends CommandName> = WithTexts<
  z.output<ContractNamed<Name>['reply']>,
  ContractNamed<Name>
>;

/** The entries of the list that the contract names have a `text` instead of its length. */
type WithTexts<Reply, One> = One extends { readonly texts: infer List extends keyof Reply }
  ? Omit<Reply, List> & { readonly [Name in List]: TextsOf<Reply[Name]> }
  : Reply;

type TextsOf<List> = List extends readonly (infer Entry)[]
  ? readonly (Omit<Entry, 'bytes'> & { readonly text: string })[]
  : never;

/** @throws ReplyError where it does not say what the contract `of` its command promises */
export function readReply<Name extends CommandName>(
  of: Contract & { readonly name: Name },
  { json, bytes }: ReplyData,
): ReplyOf<Name> {
  const read = of.reply.safeParse(json);
  if (!read.success) {
    const where = read.error.issues[0]?.path.join('.') ?? '';
    return nonsense(where === '' ? of.name : where);
  }
  const reply: Readonly<Record<string, unknown>> = read.data;
  const { texts } = of;
  const whole = texts === undefined ? reply : { ...reply, [texts]: withTexts(reply[texts], bytes) };
  return whole as ReplyOf<Name>;
}

/** The texts follow the JSON, one after the other, in the order of the entries. */
function withTexts(list: unknown, bytes: Uint8Array): object[] {
  let end = 0;
  return (list as readonly { readonly bytes: number }[]).map(({ bytes: length, ...entry }) => {
    const start = end;
    end += length;
    const text = end > bytes.length ? null : decodeText(bytes, start, end);
    return { ...entry, text: text ?? nonsense('a text') };
  });
}
