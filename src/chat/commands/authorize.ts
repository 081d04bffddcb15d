/** Remembers a device without logging in; a browser page logs in later itself, with the token. */
import { Reason } from '../../protocol/frames.ts';
import { begun, remember, welcome } from '../acts/logging-in.ts';
import type { Handler } from '../request.ts';

export const authorize: Handler<'authorize'> = {
  run(hub, actor, { given }) {
    const { name, password, device: label } = given;
    return begun(hub, actor, name, password, (ticket, account) => {
      remember(hub, actor, ticket, account, label, (device, token) => {
        if (device === null) return hub.answer(actor, ticket, Reason.notStored);
        const { id } = device.record;
        hub.answer(actor, ticket, welcome(account, id, token));
      });
    });
  },
};
