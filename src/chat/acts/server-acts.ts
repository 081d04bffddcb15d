/** Acts of operators on the whole server, which the audit log has. */

import { Reason } from '../../protocol/frames.ts';
import type { Answer, LATER } from '../answer.ts';
import { type Answering, make } from '../changes/making.ts';
import { recorded } from '../changes/recorded.ts';
import type { Hub } from '../hub.ts';
import type { AuditRecord } from '../records.ts';

type Act = Pick<AuditRecord, 'by' | 'byName' | 'what' | 'whom'> &
  Partial<Pick<AuditRecord, 'detail'>>;

/** Records `act`, and then does what `then` does. */
export function serverAct(
  hub: Hub,
  act: Act,
  answer: Answering,
  then: () => Answer | typeof LATER,
): void {
  const audit = { room: 0, roomName: '', detail: null, ...act };
  make(hub, recorded, { change: { kind: 'audit', audit } }, answer, Reason.none, then);
}
