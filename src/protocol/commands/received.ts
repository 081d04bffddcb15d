/** Marks messages as received by a device. */
import { described, storedMessage } from '../arguments.ts';
import { contract } from '../contract.ts';
import { nothing } from '../replies.ts';

export const receivedContract = contract({
  name: 'received',
  help: { place: 540, line: 'say how far this device has received' },
  who: 'account',
  scope: 'read',
  connection: true,
  arguments: { upTo: described(storedMessage, 'the newest message that this device has') },
  reply: nothing,
  reasons: [],
  method: null,
});
