/** The answer to the event `alive`. */
import { contract } from '../contract.ts';
import { nothing } from '../replies.ts';

export const aliveContract = contract({
  name: 'alive',
  help: { place: 500, line: 'say that this client is there' },
  who: 'anyone',
  scope: 'read',
  connection: true,
  arguments: {},
  reply: nothing,
  reasons: [],
  method: null,
});
