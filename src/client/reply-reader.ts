/** Reads the content of a reply and checks it by the command's contract, since servers are not trusted. */
import { decodeText } from '../protocol/bytes.ts';
import type { Contract } from '../protocol/contract.ts';
import type { CommandName, ContractNamed } from '../protocol/contracts.ts';
import type { Shape } from '../protocol/shapes.ts';
import { nonsense, ReplyError } from './reply-error.ts';
import type { RawReply, Reply } from './requests.ts';

/** The content of a command's reply, each text in the entry that it belongs to. */
export type ReplyOf<Name extends CommandName> = WithTexts<
  Shape<ContractNamed<Name>['reply']>,
  ContractNamed<Name>
>;

/** In the list that the contract names, entries have a `text` instead of its length in bytes. */
type WithTexts<Whole, One> = One extends { readonly texts: infer List extends keyof Whole }
  ? {
      readonly [Member in keyof Whole]: Member extends List
        ? TextsOf<Whole[Member]>
        : Whole[Member];
    }
  : Whole;

type TextsOf<List> = List extends readonly (infer Entry)[]
  ? readonly ({ readonly [Member in Exclude<keyof Entry, 'bytes'>]: Entry[Member] } & {
      readonly text: string;
    })[]
  : never;

/** @throws ReplyError if the reply does not match the contract of `command` */
export function readReply<Name extends CommandName>(
  command: Name,
  { json, bytes, vocabulary }: RawReply,
): ReplyOf<Name> {
  const all: Readonly<Record<string, Contract>> = vocabulary.commands;
  const { reply, texts } = all[command] as Contract;
  const read = reply.safeParse(json);
  if (!read.success) return nonsense(read.error.issues[0]?.path.join('.') || command);
  const whole: Readonly<Record<string, unknown>> = read.data;
  const given = texts === undefined ? whole : { ...whole, [texts]: withTexts(whole[texts], bytes) };
  return given as ReplyOf<Name>;
}

/** The same; null if the command failed or its reply is invalid. */
export function readIfGood<Name extends CommandName>(
  command: Name,
  reply: Reply,
): ReplyOf<Name> | null {
  if (reply.kind !== 'ok' || reply.data === null) return null;
  try {
    return readReply(command, reply.data);
  } catch (error) {
    if (error instanceof ReplyError) return null;
    throw error;
  }
}

/** `bytes` are the texts, which follow the JSON one after the other, in the order of the entries. */
function withTexts(list: unknown, bytes: Uint8Array): object[] {
  let end = 0;
  return (list as readonly { readonly bytes: number }[]).map(({ bytes: length, ...entry }) => {
    const start = end;
    end += length;
    const text = end > bytes.length ? null : decodeText(bytes, start, end);
    return { ...entry, text: text ?? nonsense('a text') };
  });
}
