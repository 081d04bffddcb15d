/** What help says of each command besides its usage and its one line (commands.ts): where it belongs, more words, examples. */
import type { CommandName } from './commands.ts';

/** Those that are typed on a terminal. */
export type TypedCommand = Exclude<
  CommandName,
  'password' | 'notices' | 'hello' | 'alive' | 'missed' | 'received' | 'read' | 'typing'
>;

export interface CommandHelp {
  /** What its one line leaves open, in a sentence or two. */
  readonly more: string;
  /** Lines that can be typed so. */
  readonly examples: readonly string[];
}

/** The first are what it takes to chat, and have no title. */
export const commandGroups: readonly {
  readonly title: string;
  readonly commands: readonly TypedCommand[];
}[] = [
  { title: '', commands: ['login', 'list', 'sendto', 'logout', 'exit', 'help'] },
  {
    title: 'Messages',
    commands: [
      ...(['reply', 'edit', 'delete', 'react', 'reactions', 'edits', 'pin', 'pins'] as const),
      'context',
    ],
  },
  { title: 'Reading', commands: ['unread', 'conversations', 'history', 'search'] },
  {
    title: 'Rooms',
    commands: ['rooms', 'create', 'group', 'join', 'leave', 'who', 'topic', 'invite'],
  },
  {
    title: 'Moderation',
    commands: [
      ...(['kick', 'ban', 'unban', 'bans', 'mute', 'unmute', 'role', 'slow'] as const),
      ...(['remove-room', 'audit'] as const),
    ],
  },
  { title: 'People', commands: ['presence', 'away', 'block', 'unblock', 'blocks', 'invite-code'] },
  {
    title: 'Account',
    commands: ['register', 'rename', 'change-password', 'sessions', 'revoke', 'unregister'],
  },
];

const NUMBER =
  'A number is the one that history and search show; . is the last message, and .bob the last of bob.';

export const commandHelp: Readonly<Record<TypedCommand, CommandHelp>> = {
  login: {
    more: 'Any name that is free and that nobody has registered will do. A registered one needs its password.',
    examples: ['login alice'],
  },
  list: { more: 'Names only, in the order in which they logged in.', examples: ['list'] },
  sendto: {
    more: 'Everything after the name is the message. Sending to a public room joins it first.',
    examples: ['sendto bob Hi, how are you?', 'sendto #lunch I am on my way'],
  },
  logout: { more: 'Then list still works, and login under any name.', examples: ['logout'] },
  exit: { more: 'It waits for answers that have not come.', examples: ['exit'] },
  help: {
    more: 'It shows all commands, one of them, or those under one title.',
    examples: ['help', 'help ban', 'help moderation'],
  },
  reply: {
    more: `It goes where that message was said. ${NUMBER}`,
    examples: ['reply . at noon', 'reply .bob fine', 'reply 119 which one?'],
  },
  edit: {
    more: `Others see that it was edited. ${NUMBER}`,
    examples: ['edit . see you at one', 'edit 119 see you at one'],
  },
  delete: {
    more: `Its text is gone for everybody. Moderators may delete what others wrote in their room. ${NUMBER}`,
    examples: ['delete .', 'delete 119'],
  },
  react: { more: NUMBER, examples: ['react . 👍', 'react 119 🎉', 'react 119 🎉 off'] },
  reactions: { more: NUMBER, examples: ['reactions .', 'reactions 119'] },
  edits: { more: NUMBER, examples: ['edits .bob', 'edits 119'] },
  pin: {
    more: `For moderators and owners; in a group, for everybody in it. ${NUMBER}`,
    examples: ['pin .', 'pin 119', 'pin 119 off'],
  },
  pins: { more: 'Each has its number.', examples: ['pins #lunch'] },
  context: {
    more: 'It shows what was said before it and after it, with numbers.',
    examples: ['context 119'],
  },
  unread: { more: 'What has been shown here counts as read.', examples: ['unread'] },
  conversations: {
    more: 'The one with the newest message comes first.',
    examples: ['conversations'],
  },
  history: {
    more: 'A page at a time, with the number of each message; its last line says how to see the page before.',
    examples: ['history bob', 'history #lunch', 'history bob before 119'],
  },
  search: {
    more: 'It finds messages that have all the words, the newest first, in your own conversations and rooms.',
    examples: [
      'search lunch',
      'search "at noon" from:bob with:#lunch',
      'search soup after:2026-11-01',
    ],
  },
  rooms: {
    more: 'You see public rooms and those that you are in; with part of a name, only rooms whose names have it.',
    examples: ['rooms', 'rooms lun'],
  },
  create: {
    more: 'Public, open to guests and kept, unless you say otherwise. A guest’s room ends with the guests.',
    examples: ['create #lunch', 'create #plans private no-guests'],
  },
  group: {
    more: 'You and up to 20 others; the server gives it a name.',
    examples: ['group bob', 'group bob carol'],
  },
  join: { more: 'A private room lets you in once you are invited.', examples: ['join #lunch'] },
  leave: { more: 'Its messages no longer reach you.', examples: ['leave #lunch'] },
  who: { more: 'It also says what each may do there, and who is away.', examples: ['who #lunch'] },
  topic: {
    more: 'Without a text it shows the topic; - clears it. Only moderators and owners change it; in a group, everybody may.',
    examples: ['topic #lunch', 'topic #lunch soup of the day', 'topic #lunch -'],
  },
  invite: {
    more: 'They are told, and may join. Into a private room only moderators and owners invite.',
    examples: ['invite #lunch bob'],
  },
  kick: {
    more: 'They may come back, unless you ban them. For moderators and owners.',
    examples: ['kick #lunch bob', 'kick #lunch bob too loud'],
  },
  ban: {
    more: 'It holds for a time (30s, 10m, 1h, 7d), or until unban. For moderators and owners.',
    examples: ['ban #lunch bob', 'ban #lunch bob 1h too loud'],
  },
  unban: { more: 'For moderators and owners.', examples: ['unban #lunch bob'] },
  bans: { more: 'It also says until when.', examples: ['bans #lunch'] },
  mute: {
    more: 'It holds for a time (30s, 10m, 1h, 7d), or until unmute. For moderators and owners.',
    examples: ['mute #lunch bob', 'mute #lunch bob 10m too loud'],
  },
  unmute: { more: 'For moderators and owners.', examples: ['unmute #lunch bob'] },
  role: {
    more: 'Moderators put out, mute, delete and pin; owners also say who is what, and may remove the room.',
    examples: ['role #lunch bob moderator', 'role #lunch bob member'],
  },
  slow: {
    more: 'Moderators and owners are not slowed down.',
    examples: ['slow #lunch 30s', 'slow #lunch off'],
  },
  'remove-room': {
    more: 'For owners. It is gone for everybody, for good; you are asked for its name once more.',
    examples: ['remove-room #lunch'],
  },
  audit: {
    more: 'For operators of the server. It shows what was done in one room, or in all, the newest first.',
    examples: ['audit #lunch', 'audit #lunch before 17'],
  },
  presence: {
    more: 'Each is here, away or offline.',
    examples: ['presence bob', 'presence bob carol'],
  },
  away: {
    more: 'With a text you are away; without one you are here again.',
    examples: ['away back at one', 'away'],
  },
  block: {
    more: 'What they write to you does not reach you, and what they say in rooms is not shown.',
    examples: ['block bob'],
  },
  unblock: { more: 'What they said meanwhile does not come.', examples: ['unblock bob'] },
  blocks: { more: 'Only you see this.', examples: ['blocks'] },
  'invite-code': {
    more: 'Where the server asks for one, a name can be registered with it, once.',
    examples: ['invite-code'],
  },
  register: {
    more: 'You are asked for a password. Then messages wait for you while you are away, and are kept.',
    examples: ['register alice', 'register alice abcd-efgh'],
  },
  rename: { more: 'What you wrote is shown under the new name.', examples: ['rename alicia'] },
  'change-password': {
    more: 'You are asked for the old one, and twice for the new one.',
    examples: ['change-password'],
  },
  sessions: { more: 'Each has a number, for revoke.', examples: ['sessions'] },
  revoke: {
    more: 'That device then needs the password again. sessions shows the numbers.',
    examples: ['revoke 3'],
  },
  unregister: {
    more: 'For good; you are asked for your password. What others wrote to you stays with them.',
    examples: ['unregister'],
  },
};
