/** Changes to devices and invitations. */

import { type Account, type Client, Device } from '../people/client.ts';
import { type DeviceRecord, type InvitationRecord, OWNER_ID } from '../records.ts';
import type { ChangeKind } from './making.ts';

export interface AddedDevice {
  readonly account: Account;
  readonly record: DeviceRecord;
}

export const deviceAdded: ChangeKind<AddedDevice, Device> = {
  reserve(_memory, { account }) {
    account.devicesComing++;
  },
  settle(_memory, { account }) {
    account.devicesComing--;
  },
  entry: ({ record }) => ({ kind: 'device', device: record }),
  apply({ accounts }, { account, record }) {
    if (accounts.get(account.id) !== account) return null;
    const device = new Device(record, account.cursor);
    accounts.addDevice(account, device);
    return device;
  },
};

export interface Forgetting {
  readonly account: Account;
  readonly device: Device;
}

/** Returns the clients that were logged in with the device, and now have none. */
export const deviceRemoved: ChangeKind<Forgetting, readonly Client[]> = {
  reserve(_memory, { device }) {
    device.leaving = true;
  },
  settle(_memory, { device }) {
    device.leaving = false;
  },
  entry: ({ account, device }) => ({
    kind: 'device-removed',
    account: account.id,
    device: device.record.id,
  }),
  apply({ accounts }, { account, device }) {
    if (accounts.get(account.id) !== account) return null;
    accounts.removeDevice(account, device);
    const clients = account.clientsOf(device);
    for (const client of clients) client.device = null;
    return clients;
  },
};

export const invitationMade: ChangeKind<InvitationRecord> = {
  entry: (invitation) => ({ kind: 'invitation', invitation }),
  apply({ accounts }, invitation) {
    const { by, code } = invitation;
    // An invitation goes with the account that made it; the owner's stays.
    if (by !== OWNER_ID && accounts.get(by) === undefined) return null;
    accounts.invitations.set(code, invitation);
    return true;
  },
};
