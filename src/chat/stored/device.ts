/** Devices that log in without the password. */
import type { DeviceRecord } from '../records.ts';
import { stored } from './kind.ts';

export interface DeviceAdded {
  readonly kind: 'device';
  readonly device: DeviceRecord;
}

export const device = stored<DeviceAdded>({
  kind: 'device',
  number: 4,
  heardAs: 'device',
  heardBy: 'self',
  needs: ({ device: { account } }) => ({ account }),
  always: true,
  entry: ({ device: { account, id } }) => ({ by: account, more: { device: id } }),
});

export interface DeviceRemoved {
  readonly kind: 'device-removed';
  readonly account: number;
  readonly device: number;
}

export const deviceRemoved = stored<DeviceRemoved>({
  kind: 'device-removed',
  number: 5,
  heardAs: 'device',
  heardBy: 'self',
  always: true,
  entry: ({ account, device: id }) => ({ by: account, more: { device: id } }),
});
