/** Events as one short line for plain clients. */
import type { EventData, HubEvent } from '../chat/delivery/event.ts';
import { decodeLenient } from '../protocol/bytes.ts';
import { withoutFormatting } from '../protocol/formatting.ts';
import { PREFIX_CODE_POINTS_MAX, TEXT_CODE_POINTS_MAX } from '../protocol/limits.ts';
import { roomFlagWords } from '../protocol/room-flags.ts';
import { untilWords } from './utc-minute.ts';

/** The part of a topic, or of the reason for a kick, that is shown. */
const SHOWN_CODE_POINTS_MAX = 200;

/** The longest text that a server may send. */
export const LINE_CODE_POINTS_MAX = TEXT_CODE_POINTS_MAX + PREFIX_CODE_POINTS_MAX;

/**
 * The line, not yet safe for a screen; null for events that plain clients do not hear, and for a message, which is
 * shown as it is, after its author.
 */
export function eventLine(event: HubEvent): string | null {
  const told = toldOf(event);
  return told === null ? null : beginning(`* ${told}`, LINE_CODE_POINTS_MAX);
}

function toldOf({ json, text }: HubEvent): string | null {
  switch (json.event) {
    case 'edited':
      return `${json.from} now: ${withoutFormatting(decodeLenient(text))}`;
    case 'deleted':
      return json.by === json.from
        ? `${json.from} took back a message`
        : `${json.by} removed a message of ${json.from}`;
    case 'reacted': {
      const { by, from, emoji, off } = json;
      return `${by} ${off ? 'took back' : 'reacted'} ${emoji} to ${from}`;
    }
    case 'room':
      return actOf(json);
    case 'renamed': {
      const { was, name, by } = json;
      if (was === undefined) return null;
      return by === undefined ? `${was} is called ${name} now` : `${by} gave ${was} another name`;
    }
    case 'watched': {
      const { name, state } = json;
      return state === 'offline' ? `${name} is gone` : `${name} is ${state}${behind(json.text)}`;
    }
    default:
      return null;
  }
}

function actOf(json: EventData<'room'>): string | null {
  const { what, by, room, role, until = null, topic, seconds, addedBy } = json;
  const name = json.name ?? 'somebody';
  const why = behind(json.why);
  switch (what) {
    case 'joined':
      return addedBy === undefined ? null : `${addedBy} put you in: leave ${room} goes out`;
    case 'left':
      return why === '' ? null : `${by} left${why}`;
    case 'kicked':
      return `${name} was kicked by ${by}${why}`;
    case 'banned':
    case 'muted':
      return `${name} was ${what} by ${by} ${untilWords(until)}${why}`;
    case 'unbanned':
    case 'unmuted':
      return `${name} was ${what} by ${by}`;
    case 'role': {
      const made = role ?? 'something else';
      // An heir is made owner by nobody.
      return name === by ? `${name} is ${made} now` : `${name} was made ${made} by ${by}`;
    }
    case 'topic':
      return topic ? `${by} set the topic: ${shortened(topic)}` : `${by} cleared the topic`;
    case 'slow':
      return seconds
        ? `${by} turned slow mode on: ${seconds} s between two messages`
        : `${by} turned slow mode off`;
    case 'pinned':
    case 'unpinned':
      return `${by} ${what} ${messageWords(json.message)}`;
    case 'invited':
      return `${by} invites you: join ${room}`;
    case 'kept':
      return 'what is said here is kept';
    case 'removed':
      return `${room} was removed by ${by}`;
    case 'flags':
      return `${by} set the room: ${roomFlagWords(json.flags ?? {}).join(', ')}`;
    case 'voiced':
      return `${name} was given a voice by ${by}`;
    case 'unvoiced':
      return `${name} has no voice any more, by ${by}`;
  }
}

/** Somebody's words, behind what is told of them. */
function behind(words: string | undefined): string {
  return words ? `: ${shortened(words)}` : '';
}

/** The number of a message that is not stored would be of no use. */
function messageWords(message = 0): string {
  return message > 0 ? `message ${message}` : 'a message';
}

function shortened(text: string): string {
  return beginning(text, SHOWN_CODE_POINTS_MAX);
}

/** `text`, shortened to `max` code points with a mark where it is longer. */
function beginning(text: string, max: number): string {
  if (text.length <= max) return text;
  let count = 0;
  let end = 0;
  let last = 0;
  for (const character of text) {
    if (++count > max) return `${text.slice(0, last)}…`;
    last = end;
    end += character.length;
  }
  return text;
}
