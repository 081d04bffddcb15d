/** Ends what `oper` began. */
import { contract } from '../contract.ts';
import { nothing } from '../replies.ts';

export const deoperContract = contract({
  name: 'deoper',
  help: {
    place: 382,
    line: 'be no operator any more',
    about: 'whoever is logged in to the account of an operator stays one',
  },
  who: 'person',
  scope: 'account',
  connection: true,
  arguments: {},
  reply: nothing,
  reasons: [],
  method: {},
});
