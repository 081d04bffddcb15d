/** The client library's exports that are common to all platforms: everything but `connect`. */
import type { EventOf } from './events.ts';

export type { Arguments } from '../protocol/contracts.ts';
export { oneLine } from '../protocol/visible.ts';
export type { ChatClient } from './chat-client.ts';
export type {
  AuditRange,
  ClientOptions,
  ConnectionStatus,
  ConversationsPage,
  HistoryRange,
  MembersPage,
  NewRoom,
  RegisterOptions,
  Restriction,
  RoomsPage,
  SearchPage,
  SendOptions,
} from './client-options.ts';
export * from './errors.ts';
export type {
  ClientEvent,
  EventOf,
  OfMessage,
  RoomAct,
  RoomEvent as RoomNews,
  Unread,
} from './events.ts';
export type { Message } from './message-queue.ts';
export { ReplyError } from './reply-error.ts';
export type { ReplyOf } from './reply-reader.ts';
export type {
  AuditEntry,
  Ban,
  Context,
  ConversationPage,
  Edit,
  Invitation,
  KnownConversation,
  KnownSession,
  MessagePage,
  PastMessage,
  PersonPresence,
  Reaction,
  Role,
  RoomDescription,
  RoomMember,
  RoomMembers,
  RoomPage,
  State,
} from './reply-shapes.ts';
export type { Proof } from './standing-login.ts';

/** Events about messages, rooms and the people in them. */
export type News = EventOf<
  | 'edited'
  | 'deleted'
  | 'reacted'
  | 'room'
  | 'typing'
  | 'presence'
  | 'watched'
  | 'invitation'
  | 'blocked'
>;
