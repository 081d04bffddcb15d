/** The operator's settings for the chat. Times are in milliseconds. */
export interface HubSettings {
  /** Who may use `list`. */
  readonly list: 'anyone' | 'logged-in' | 'off';
  /** People logged in at a time. */
  readonly peopleMax: number;
  /** Guests among them. */
  readonly guestsMax: number;
  /** The part of each limit, from 0 to 1, that is kept from strangers. */
  readonly reserve: number;
  /** How long after registering a person still counts as a stranger. */
  readonly newcomerMs: number;
  /** May people log in without registering? */
  readonly guests: boolean;
  /** What people see the server called. */
  readonly serverName: string;
  /** Bytes of a new password, at least. */
  readonly passwordBytesMin: number;
  /** Who may register. */
  readonly registration: 'open' | 'invite' | 'closed';
  readonly accountsMax: number;
  /** Devices that an account remembers, and connections it has at a time. */
  readonly devicesMax: number;
  /** Bytes of stored texts per account. */
  readonly storedBytesMax: number;
  /** Bytes of stored texts of all guests together. */
  readonly guestBytesMax: number;
  /** Bytes of texts that strangers of one address may store in a day. */
  readonly strangerBytesPerDayMax: number;
  /** Messages that may wait for a person who is away: in all, and from one sender. */
  readonly waitingMax: number;
  readonly waitingPerSenderMax: number;
  /** Bytes of texts, from everyone, that wait to be stored. */
  readonly pendingBytesMax: number;
  /** Rooms in all, rooms one person may be in or have made, and rooms made by strangers of one address. */
  readonly roomsMax: number;
  readonly roomsPerPersonMax: number;
  readonly roomsPerAddressMax: number;
  /** Groups one person may be in. */
  readonly groupsPerPersonMax: number;
  /** Members of one room. */
  readonly membersMax: number;
  /** Commands without a connection under way: per account, and per address. */
  readonly callsPerAccountMax: number;
  readonly callsPerAddressMax: number;
  /** Listeners without a connection; log entries that one of them may be behind. */
  readonly listenersMax: number;
  readonly listenerBehindMax: number;
  /** How long a given-up name stays reserved; how long an invitation is valid. */
  readonly reservedMs: number;
  readonly invitationMs: number;
}
