/** The contracts that the documents are written from. */
import { commands } from '../src/chat/commands.ts';
import type { Contract } from '../src/protocol/contract.ts';
import { contracts } from '../src/protocol/contracts.ts';
import { eventSchemas } from '../src/protocol/event-schemas.ts';
import { type Shape, wireShape } from './wire-shapes.ts';

/** Every command that may be sent as a COMMAND, in the order of help. */
export function remoteContracts(): readonly Contract[] {
  return Object.values<Contract>(contracts).filter(({ name }) => Object.hasOwn(commands, name));
}

export interface DescribedEvent {
  readonly name: string;
  readonly description: string | undefined;
  /** A text follows the JSON. */
  readonly text: boolean;
  readonly members: Shape;
}

const WITH_TEXT: ReadonlySet<string> = new Set(['message', 'edited']);

/** Every event; of `reply` what all replies have. */
export function eventContracts(): readonly DescribedEvent[] {
  return Object.entries(eventSchemas).map(([name, schema]) => {
    const { description, ...members } = wireShape(schema);
    return { name, description, text: WITH_TEXT.has(name), members };
  });
}
