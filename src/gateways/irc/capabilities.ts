/** The capabilities that are offered (IRCv3 capability negotiation), as bits of a set. */

import { BEFORE_NAMES } from '../../protocol/hearing.ts';

/** The events of the chat that every session hears. */
export const EVENTS = [...BEFORE_NAMES, 'rules', 'watched', 'invitation', 'renames'];

const bits = {
  'message-tags': 1 << 0,
  batch: 1 << 1,
  'labeled-response': 1 << 2,
  'echo-message': 1 << 3,
  'server-time': 1 << 4,
  'cap-notify': 1 << 5,
  'extended-join': 1 << 6,
  'away-notify': 1 << 7,
  'multi-prefix': 1 << 8,
  'userhost-in-names': 1 << 9,
  'standard-replies': 1 << 10,
  'no-implicit-names': 1 << 11,
  'draft/no-implicit-names': 1 << 12,
  'soju.im/no-implicit-names': 1 << 13,
  'draft/chathistory': 1 << 14,
  'draft/message-redaction': 1 << 15,
  'znc.in/self-message': 1 << 16,
  'draft/read-marker': 1 << 17,
  sasl: 1 << 18,
  'extended-monitor': 1 << 19,
  'account-tag': 1 << 20,
  'account-notify': 1 << 21,
  chghost: 1 << 22,
  setname: 1 << 23,
  'draft/multiline': 1 << 24,
  'invite-notify': 1 << 25,
  'draft/channel-rename': 1 << 26,
} as const;

export type CapabilityName = keyof typeof bits;

export const capabilityNames = Object.keys(bits) as readonly CapabilityName[];

/** A set of capabilities. */
export type Capabilities = number;

export const Cap = {
  messageTags: bits['message-tags'],
  batch: bits.batch,
  labeledResponse: bits['labeled-response'],
  echoMessage: bits['echo-message'],
  serverTime: bits['server-time'],
  capNotify: bits['cap-notify'],
  extendedJoin: bits['extended-join'],
  awayNotify: bits['away-notify'],
  multiPrefix: bits['multi-prefix'],
  userhostInNames: bits['userhost-in-names'],
  standardReplies: bits['standard-replies'],
  /** Any of its three names. */
  noImplicitNames:
    bits['no-implicit-names'] | bits['draft/no-implicit-names'] | bits['soju.im/no-implicit-names'],
  chatHistory: bits['draft/chathistory'],
  readMarker: bits['draft/read-marker'],
  messageRedaction: bits['draft/message-redaction'],
  selfMessage: bits['znc.in/self-message'],
  multiline: bits['draft/multiline'],
  extendedMonitor: bits['extended-monitor'],
  accountTag: bits['account-tag'],
  accountNotify: bits['account-notify'],
  chghost: bits.chghost,
  setname: bits.setname,
  inviteNotify: bits['invite-notify'],
  channelRename: bits['draft/channel-rename'],
} as const;

/** Those that change what a session is told of events, and how. */
export const HEARING =
  Cap.messageTags |
  Cap.accountTag |
  Cap.serverTime |
  Cap.extendedJoin |
  Cap.awayNotify |
  Cap.messageRedaction |
  Cap.multiline |
  Cap.standardReplies;

export function bitOf(name: string): number | undefined {
  return Object.hasOwn(bits, name) ? bits[name as CapabilityName] : undefined;
}

export function namesIn(set: Capabilities): CapabilityName[] {
  return capabilityNames.filter((name) => (set & bits[name]) !== 0);
}
