/** What an operator decides about the chat. Times are in milliseconds. */
export interface HubSettings {
  /** Whom `list` answers. */
  readonly list: 'anyone' | 'logged-in' | 'off';
  /** How many may be logged in at a time. */
  readonly peopleMax: number;
  /** May somebody log in who is not registered? */
  readonly guests: boolean;
  /** Who may register. */
  readonly registration: 'open' | 'invite' | 'closed';
  readonly accountsMax: number;
  /** Devices that an account remembers, and connections that it has at a time. */
  readonly devicesMax: number;
  /** Bytes of texts that one account may have stored. */
  readonly storedBytesMax: number;
  /** Messages that may wait for somebody who is away; those of one sender. */
  readonly waitingMax: number;
  readonly waitingPerSenderMax: number;
  /** Bytes of texts that wait to be stored, of everybody. */
  readonly pendingBytesMax: number;
  /** Rooms that there may be, that one person may be in, and people in one. */
  readonly roomsMax: number;
  readonly roomsPerPersonMax: number;
  readonly membersMax: number;
  /** How long a name that somebody gave up stays reserved; how long an invitation holds. */
  readonly reservedMs: number;
  readonly invitationMs: number;
}
