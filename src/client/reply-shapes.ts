/** Types of the client library's results, named for its users and derived from the contracts. */
import type { ReplyOf } from './reply-reader.ts';

/** Messages, oldest first; newest first for a search. `more`: others follow in the direction asked for. */
export type MessagePage = ReplyOf<'history'>;
/** A message of a conversation; `to` is null where the account is gone, `text` empty where it was deleted. */
export type PastMessage = MessagePage['messages'][number];
/** The number of people who reacted with `emoji`. */
export type Reaction = PastMessage['reactions'][number];
/** A message with those before and after it, in the conversation `with` a person or a room. */
export type Context = ReplyOf<'context'>;
/** A version of a message's text, and the time from which it was valid. */
export type Edit = ReplyOf<'edits'>['edits'][number];

/** One's conversations, those with the newest messages first. */
export type ConversationPage = ReplyOf<'conversations'>;
export type KnownConversation = ConversationPage['conversations'][number];
/** A device that can log in without the password. */
export type KnownSession = ReplyOf<'sessions'>['sessions'][number];
/** An invitation code, good for one registration; `expires` in milliseconds since 1970. */
export type Invitation = ReplyOf<'invite-code'>;

export type RoomDescription = ReplyOf<'join'>;
export type RoomPage = ReplyOf<'rooms'>;
export type RoomMembers = ReplyOf<'who'>;
export type RoomMember = RoomMembers['people'][number];
/** A ban; `until` in milliseconds since 1970, null for a permanent one. */
export type Ban = ReplyOf<'bans'>['bans'][number];
/** The presence of a person; `text` is their away message. */
export type PersonPresence = Pick<ReplyOf<'presence'>['people'][number], 'name' | 'state' | 'text'>;
export type { Role, State } from '../protocol/members.ts';
/** An entry of the audit log: an action that takes special rights. */
export type AuditEntry = ReplyOf<'audit'>['entries'][number];
