/** What an operator decides about the chat. Times are in milliseconds. */
export interface HubSettings {
  /** Whom `list` answers. */
  readonly list: 'anyone' | 'logged-in' | 'off';
  /** How many may be logged in at a time. */
  readonly peopleMax: number;
  /** Those of them who may be guests. */
  readonly guestsMax: number;
  /** The part of what there is, from 0 to 1, that strangers may not have. */
  readonly reserve: number;
  /** For how long somebody who has registered is still a stranger. */
  readonly newcomerMs: number;
  /** May somebody log in who is not registered? */
  readonly guests: boolean;
  /** Who may register. */
  readonly registration: 'open' | 'invite' | 'closed';
  readonly accountsMax: number;
  /** Devices that an account remembers, and connections that it has at a time. */
  readonly devicesMax: number;
  /** Bytes of texts that one account may have stored. */
  readonly storedBytesMax: number;
  /** Bytes of guests' texts that may be stored, of all of them. */
  readonly guestBytesMax: number;
  /** Bytes of texts that strangers of one address may store in a day. */
  readonly strangerBytesPerDayMax: number;
  /** Messages that may wait for somebody who is away; those of one sender. */
  readonly waitingMax: number;
  readonly waitingPerSenderMax: number;
  /** Bytes of texts that wait to be stored, of everybody. */
  readonly pendingBytesMax: number;
  /** Rooms that there may be, that one person may be in or have made, and that strangers of one address may have made. */
  readonly roomsMax: number;
  readonly roomsPerPersonMax: number;
  readonly roomsPerAddressMax: number;
  /** Groups that one person may be in. */
  readonly groupsPerPersonMax: number;
  /** People in one room. */
  readonly membersMax: number;
  /** Commands without a connection that are under way: of one account, and from one address. */
  readonly callsPerAccountMax: number;
  readonly callsPerAddressMax: number;
  /** Those who listen without a connection; entries of the log that one of them may be behind. */
  readonly listenersMax: number;
  readonly listenerBehindMax: number;
  /** How long a name that somebody gave up stays reserved; how long an invitation holds. */
  readonly reservedMs: number;
  readonly invitationMs: number;
}
