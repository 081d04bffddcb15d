/** The contracts from which the documents are generated. */
import type { Contract } from '../src/protocol/contract.ts';
import { contracts } from '../src/protocol/contract-list.ts';
import { events } from '../src/protocol/event-list.ts';
import { type Shape, wireShape } from './wire-shapes.ts';

/** Every command, in the order of help. */
export function commandContracts(): readonly Contract[] {
  return Object.values<Contract>(contracts).sort((one, other) => one.help.place - other.help.place);
}

export interface DescribedEvent {
  readonly name: string;
  readonly description: string | undefined;
  /** Does a text follow the JSON? Null: as in the command. */
  readonly text: boolean | null;
  readonly members: Shape;
}

/** Every event; for `reply`, the fields common to all replies. */
export function eventContracts(): readonly DescribedEvent[] {
  return Object.values(events).map(({ name, members: schema, text }) => {
    const { description, ...members } = wireShape(schema);
    return { name, description, text: name === 'reply' ? null : text, members };
  });
}
