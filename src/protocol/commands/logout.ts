/** Logs out; the connection stays open. */
import { optional, why } from '../arguments.ts';
import { contract } from '../contract.ts';
import { nothing } from '../replies.ts';

export const logoutContract = contract({
  name: 'logout',
  help: {
    place: 480,
    line: 'log out and stay connected',
    group: '',
    more: 'Then list still works, and login under any name.',
    examples: ['logout'],
  },
  who: 'person',
  scope: 'account',
  connection: true,
  arguments: { why: optional(why, 'told to those who share a room with you') },
  typed: { order: [] },
  reply: nothing,
  reasons: [],
  method: null,
});
