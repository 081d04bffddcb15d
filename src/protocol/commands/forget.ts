/** Forgets the device that a given token belongs to. The answer is the same for any token: afterwards it is invalid. */
import { token } from '../arguments.ts';
import { contract } from '../contract.ts';
import { Reason } from '../frames.ts';
import { nothing } from '../replies.ts';

export const forgetContract = contract({
  name: 'forget',
  help: {
    place: 520,
    line: 'have the device forgotten that a token is of',
    about: 'its connections end',
  },
  who: 'anyone',
  scope: 'account',
  arguments: { token },
  reply: nothing,
  reasons: [Reason.notStored],
  method: null,
});
