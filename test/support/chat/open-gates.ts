/** Gates that limit nothing and report nothing, for tests. */

import type { HubWorld } from '../../../src/chat/world.ts';
import { Reason } from '../../../src/protocol/frames.ts';

type Gates = Pick<
  HubWorld,
  'version' | 'logins' | 'registrations' | 'roomNames' | 'calls' | 'guesses' | 'observer'
>;

export const OPEN_GATES: Gates = {
  version: '9.9.9',
  logins: { waitMs: () => 0, began() {}, undone() {} },
  registrations: { refusal: () => Reason.none, began() {}, undone() {} },
  roomNames: { waitMs: () => 0, tried() {} },
  calls: { waitMs: () => 0, began() {} },
  guesses: { waitMs: () => 0, failed() {}, succeeded() {}, untried() {} },
  observer: {
    loggedIn() {},
    loggedOut() {},
    renamed() {},
    account() {},
    guessed() {},
    denied() {},
    acted() {},
  },
};
