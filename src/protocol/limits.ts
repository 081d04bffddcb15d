/** The sizes that wire protocol version 1 fixes (docs/PROTOCOL.md). What an operator may set is in options/config.ts. */

export const PROTOCOL_VERSION = 1;

/** Version, type, reserved, payload length. */
export const HEADER_BYTES = 8;

/** A person's name. */
export const NAME_CODE_POINTS_MAX = 20;
export const NAME_BYTES_MAX = NAME_CODE_POINTS_MAX * 4;

/** A room's name, with its `#`. The bytes leave room for it, a nick and a text in the 512 of a line of IRC. */
export const ROOM_NAME_CODE_POINTS_MAX = 64;
export const ROOM_NAME_BYTES_MAX = 200;

export const TEXT_CODE_POINTS_MAX = 65_535;
export const TEXT_BYTES_MAX = TEXT_CODE_POINTS_MAX * 4;

/** A prefix that a server may put before a text it passes on (a room's message starts with `alice: `). */
export const PREFIX_CODE_POINTS_MAX = 22;

/** What people see a server called that has no other name. */
export const SERVER_NAME = 'Chinwag';

/** Passwords, as typed, in UTF-8. A server may want more, or less. */
export const PASSWORD_BYTES_MIN = 8;
export const PASSWORD_BYTES_MAX = 1024;

/** The beginning of every token, and of no password. */
export const TOKEN_PREFIX = 'cwt_';

/** A token, and what a device is called. */
export const TOKEN_CHARACTERS_MAX = 200;
export const DEVICE_CHARACTERS_MAX = 40;

/** The JSON of a COMMAND or an EVENT. */
export const JSON_BYTES_MAX = 16 * 1024;

/** Messages in one answer to `history`, `search` or `missed`. Their descriptions fit the JSON of an EVENT. */
export const PAGE_MESSAGES_MAX = 50;

/** Rooms, and members of a room, in one answer. */
export const PAGE_ROOMS_MAX = 30;
export const PAGE_MEMBERS_MAX = 100;

/** In rooms up to this size members who are logged in come first in `who`. */
export const MEMBERS_TOGETHER_MAX = 50;

/** In larger rooms nobody is told of presence, typing, arrivals and departures; clients ask. */
export const PRESENCE_MEMBERS_MAX = 100;

/** Unread messages of one conversation are counted up to this number. */
export const UNREAD_COUNT_MAX = 1000;

/** A room's topic, an away text, and the reason for a kick. */
export const TOPIC_CHARACTERS_MAX = 200;
export const AWAY_CHARACTERS_MAX = 100;

/** Names that one client watches. */
export const WATCHED_NAMES_MAX = 100;

/** The search text for room names. */
export const ROOM_SEARCH_CHARACTERS_MAX = 40;

/** The longest ban or mute that ends. */
export const SANCTION_SECONDS_MAX = 366 * 24 * 3600;

/** The longest ban or mute of a guest, in milliseconds: before long its address is somebody else's. */
export const GUEST_HOLD_MS_MAX = 24 * 3600 * 1000;

/** The longest pause in slow mode. */
export const SLOW_SECONDS_MAX = 24 * 3600;

/** Kinds of reaction that a message shows. */
export const REACTIONS_SHOWN = 8;

/** People with whom a group begins. */
export const GROUP_NAMES_MAX = 20;

/** Conversations in one answer to `unread`, and in one event, and the bytes of all their names: they fit the JSON. */
export const UNREAD_CONVERSATIONS_MAX = 90;
export const UNREAD_NAMES_BYTES_MAX = UNREAD_CONVERSATIONS_MAX * NAME_BYTES_MAX;

/** Conversations in one page of `conversations`: they fit the JSON. */
export const PAGE_CONVERSATIONS_MAX = 90;

/** The id that a client gives a message, so that a retry is stored once. */
export const MESSAGE_KEY_CHARACTERS_MAX = 64;

/** The largest payload of a COMMAND: its JSON and the longest text. */
export const COMMAND_BYTES_MAX = 4 + JSON_BYTES_MAX + TEXT_BYTES_MAX;

/** The largest payload of any other message from a client: a SENDTO with the longest name and text. */
export const CLIENT_PAYLOAD_BYTES_MAX = 1 + ROOM_NAME_BYTES_MAX + TEXT_BYTES_MAX;

/** The largest payload a server may send: a LIST of a little over 200,000 of the longest names. */
export const SERVER_PAYLOAD_BYTES_MAX = 16 * 1024 * 1024;

/** Names that always fit one LIST, and the reply to one `list`. */
export const LIST_NAMES_MAX = Math.floor(
  (SERVER_PAYLOAD_BYTES_MAX - 4 - JSON_BYTES_MAX) / (1 + NAME_BYTES_MAX),
);

/** A connection is closed with the answer to this many malformed messages. */
export const MALFORMED_MAX = 10;

/** The name of the wire protocol as a WebSocket subprotocol. */
export const WEB_SOCKET_SUBPROTOCOL = 'chinwag.v1';
