/** What lines that are not of the seed ask of the hub. */

import { reply } from '../chat/commands/reply.ts';
import { commands } from '../chat/commands.ts';
import type { Command, Options } from '../chat/request.ts';
import type { Line as SeedLine } from '../protocol/line-grammar.ts';
import type { TypedLine } from '../protocol/typed-lines.ts';

/** The lines that the line gateway has besides those of the seed. */
export type MoreLine = Exclude<TypedLine, SeedLine | { kind: 'password' }>;

export interface LineCommand {
  readonly command: Command;
  readonly name: string;
  readonly options: Options;
}

function asks(command: Command, options: Options = {}, name = ''): LineCommand {
  return { command, name, options };
}

/** The text of one that has a text is the rest of its line. */
export function lineCommand(line: MoreLine): LineCommand {
  switch (line.kind) {
    case 'unread':
    case 'conversations':
    case 'sessions':
    case 'invite-code':
    case 'blocks':
      return asks(commands[line.kind]);
    case 'rename':
    case 'block':
    case 'unblock':
      return asks(commands[line.kind], {}, line.name);
    case 'history':
      return asks(commands.history, { before: line.before ?? undefined }, line.name);
    case 'search':
      return asks(commands.search, { query: line.query });
    case 'revoke':
      return asks(commands.revoke, { session: line.session });
    case 'register': {
      const { name, password, invitation } = line;
      const options = { password: password ?? '', invitation: invitation ?? undefined };
      return asks(commands.register, options, name);
    }
    case 'change-password':
      return asks(commands['change-password'], { old: line.old ?? '', new: line.new ?? '' });
    case 'unregister':
      return asks(commands.unregister, { password: line.password ?? '' });
    case 'rooms':
      return asks(commands.rooms, { find: line.find ?? undefined });
    case 'create': {
      const { room, access, guests, kept } = line;
      return asks(commands.create, {
        room,
        access: access ?? undefined,
        guests: guests ?? undefined,
        kept: kept ?? undefined,
      });
    }
    case 'group':
    case 'presence':
      return asks(commands[line.kind], { names: line.names });
    case 'join':
    case 'leave':
    case 'who':
    case 'pins':
    case 'bans':
    case 'remove-room':
      return asks(commands[line.kind], { room: line.room });
    case 'topic': {
      const { room, topic } = line;
      if (topic === null) return asks(commands.who, { room, limit: 1 });
      return asks(commands.topic, { room, topic });
    }
    case 'invite':
    case 'unban':
    case 'unmute':
      return asks(commands[line.kind], { room: line.room }, line.name);
    case 'kick':
      return asks(commands.kick, { room: line.room, why: line.why ?? undefined }, line.name);
    case 'ban':
    case 'mute': {
      const { room, seconds, why } = line;
      const options = { room, seconds: seconds ?? undefined, why: why ?? undefined };
      return asks(commands[line.kind], options, line.name);
    }
    case 'role':
      return asks(commands.role, { room: line.room, role: line.role }, line.name);
    case 'slow':
      return asks(commands.slow, { room: line.room, seconds: line.seconds });
    case 'reply':
      return asks(reply, { reply: line.message });
    case 'edit':
    case 'delete':
    case 'reactions':
    case 'edits':
    case 'context':
      return asks(commands[line.kind], { message: line.message });
    case 'react': {
      const { message, emoji, off } = line;
      return asks(commands.react, { message, emoji, off });
    }
    case 'pin':
      return asks(commands.pin, { message: line.message, off: line.off });
    case 'away':
      return asks(commands.away, { text: line.text });
    case 'notices':
      return asks(commands.notices, { on: line.on });
    case 'audit':
      return asks(commands.audit, {
        room: line.room ?? undefined,
        before: line.before ?? undefined,
      });
  }
}
