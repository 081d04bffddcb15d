/** Remembers a device without logging in; a browser page logs in later itself, with the token. */
import { Reason } from '../../protocol/frames.ts';
import { begun, remember, welcome } from '../acts/logging-in.ts';
import type { Handler } from '../request.ts';

export const authorize: Handler<'authorize'> = {
  run(hub, actor, { given }) {
    const { name, password, device: label } = given;
    return begun(hub, actor, name, password, (account, answer) => {
      remember(hub, actor, account, label, answer, (device, token) => {
        if (device === null) return answer(Reason.notStored);
        answer(welcome(account, device.record.id, token));
      });
    });
  },
};
