/** Lists the devices that can log in without the password. */
import { accountOf } from '../conditions.ts';
import type { Handler } from '../request.ts';

export const sessions: Handler<'sessions'> = {
  run(hub, actor) {
    const account = accountOf(actor);
    const all = Array.from(account.devices.values(), (device) => ({
      id: device.record.id,
      label: device.record.label,
      created: hub.world.dated(device.record.createdAt),
      online: account.isOnline(device),
      here: device === actor.device,
    }));
    return { data: { sessions: all } };
  },
};
