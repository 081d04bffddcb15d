/** What the client library exports everywhere, besides its `connect`. */
export { oneLine } from '../protocol/visible.ts';
export type { ChatClient } from './chat-client.ts';
export type {
  AuditRange,
  ClientOptions,
  ConnectionStatus,
  ConversationsPage,
  HistoryRange,
  Invitation,
  MembersPage,
  NewRoom,
  RegisterOptions,
  Restriction,
  RoomsPage,
  SearchPage,
  SendOptions,
} from './client-options.ts';
export * from './errors.ts';
export type { ClientEvent, News, OfMessage, RoomAct, RoomNews, Unread } from './events.ts';
export type { Role, State } from './json-checks.ts';
export type { Message } from './message-queue.ts';
export type { Context, Edit, MessagePage, PastMessage, Reaction } from './pages.ts';
export type { ConversationPage, KnownConversation, KnownSession } from './replies.ts';
export { ReplyError } from './reply-error.ts';
export type {
  AuditEntry,
  Ban,
  PersonPresence,
  RoomDescription,
  RoomMember,
  RoomMembers,
  RoomPage,
} from './room-replies.ts';
export type { Proof } from './standing-login.ts';
