/** What the client library gives its users of replies: the shapes of the contracts, by their names. */
import type { ReplyOf } from './reply-reader.ts';

/** Messages, oldest first; of a search, newest first. `more`: there are others beyond, in the direction asked for. */
export type MessagePage = ReplyOf<'history'>;
/** A message of a conversation; `to` is null where the account is gone, `text` empty where it was deleted. */
export type PastMessage = MessagePage['messages'][number];
/** So many have reacted with `emoji`. */
export type Reaction = PastMessage['reactions'][number];
/** A message among those before and after it, in the conversation `with` a person or a room. */
export type Context = ReplyOf<'context'>;
/** What a message said, from then on. */
export type Edit = ReplyOf<'edits'>['edits'][number];

/** With whom one has written, those with the newest messages first. */
export type ConversationPage = ReplyOf<'conversations'>;
export type KnownConversation = ConversationPage['conversations'][number];
/** A device that may come back without the password. */
export type KnownSession = ReplyOf<'sessions'>['sessions'][number];
/** Registers somebody, once; `expires` in milliseconds since 1970. */
export type Invitation = ReplyOf<'invite-code'>;

export type RoomDescription = ReplyOf<'join'>;
export type RoomPage = ReplyOf<'rooms'>;
export type RoomMembers = ReplyOf<'who'>;
export type RoomMember = RoomMembers['people'][number];
/** `until` in milliseconds since 1970; null: for good. */
export type Ban = ReplyOf<'bans'>['bans'][number];
/** Whether somebody is here; `text` is what they are away with. */
export type PersonPresence = ReplyOf<'presence'>['people'][number];
export type State = PersonPresence['state'];
export type Role = RoomMember['role'];
/** Somebody who may do more than others did something. */
export type AuditEntry = ReplyOf<'audit'>['entries'][number];
