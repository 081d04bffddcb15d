/** A room of the model: see room-model.ts. */
import type { BanRecord, RoomRecord } from '../../../src/chat/records.ts';
import type { Role } from '../../../src/protocol/members.ts';

export interface ModelMember {
  readonly role: Role;
  readonly voice: boolean;
  readonly mutedUntil: number;
}

export class ModelRoom {
  record: RoomRecord;
  /** Made by a guest, so not in the log? */
  readonly passing: boolean;
  /** Members by name, including guests. */
  readonly members = new Map<string, ModelMember>();
  readonly bans = new Map<string, BanRecord>();
  readonly invited = new Set<string>();

  constructor(record: RoomRecord, passing: boolean) {
    this.record = record;
    this.passing = passing;
  }

  /** One has one ban, however its name is spelled. */
  ban(ban: BanRecord, replaced: readonly string[] = []): void {
    for (const name of replaced) this.bans.delete(name);
    this.bans.set(ban.name, ban);
  }
}
