/** An invitation to register, made. */
import type { InvitationRecord } from '../records.ts';
import { stored } from './kind.ts';

export interface InvitationMade {
  readonly kind: 'invitation';
  readonly invitation: InvitationRecord;
}

export const invitation = stored<InvitationMade>({
  kind: 'invitation',
  number: 6,
  heardAs: 'invitation',
  heardBy: 'self',
  needs: ({ invitation: { by } }) => ({ account: by }),
  always: true,
  entry: ({ invitation: { by } }) => ({ by }),
});
