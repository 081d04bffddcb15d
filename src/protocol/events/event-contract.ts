/**
 * The contract of an event, written once: its members, whether a text follows, who is told of it, and the capabilities
 * by which clients ask for it. The rest is derived: what `hello` takes, what the client library names there and reads,
 * the tables of docs/PROTOCOL-EXTENSIONS.md and docs/protocol.json.
 */
import * as z from 'zod/mini';
import type { Wire } from '../shapes.ts';

/** The clients that are told of an event, of those whom it concerns. */
export type Audience =
  /** All. */
  | 'all'
  /** Those that said `hello`. */
  | 'extended'
  /** Those that asked for it, by one of its capabilities. */
  | 'asking'
  /** The one whose connection it is about: the gateway tells it, and not the hub. */
  | 'connection';

/** A name that clients may give in `hello`, to be told of something. */
export interface Capability {
  /** What one hears by it, for the documentation. */
  readonly brings: string;
  /** Clients that never said `hello` hear it too, in words. */
  readonly plain?: true;
}

export type Capabilities = Readonly<Record<string, Capability>>;

/** The members of an event: the schema's input is the JSON of an EVENT, its output what the client library reports. */
type Shape = Readonly<Record<string, z.ZodMiniType>>;

interface Written<
  Name extends string,
  Members extends Shape,
  Text extends boolean,
  Told extends Audience,
  Asked extends Capabilities,
> {
  readonly name: Name;
  /** What it says, for the documentation. */
  readonly about: string;
  readonly members: Members;
  /** Does a text follow the JSON? It is never empty. */
  readonly text?: Text;
  readonly told: Told;
  /** By name, which is that of the event where it has only one. */
  readonly capabilities?: Asked;
  /** Which of several capabilities an event needs, any one of them; left out: the first. */
  readonly needs?: (json: Wire<z.ZodMiniObject<Members>>) => readonly (keyof Asked & string)[];
}

export interface EventContract<
  Name extends string = string,
  Members extends z.ZodMiniObject = z.ZodMiniObject,
  Text extends boolean = boolean,
  Told extends Audience = Audience,
  Asked extends Capabilities = Capabilities,
> {
  readonly name: Name;
  readonly members: Members;
  readonly text: Text;
  readonly told: Told;
  readonly capabilities: Asked;
  /** The capabilities of which the event `json` needs one. */
  needs(json: Wire<Members>): readonly string[];
}

/** Makes a contract; the types keep the names of its members and capabilities. */
export function event<
  const Name extends string,
  Members extends Shape,
  const Told extends Audience,
  const Text extends boolean = false,
  const Asked extends Capabilities = Record<never, never>,
>(
  written: Written<Name, Members, Text, Told, Asked>,
): EventContract<Name, z.ZodMiniObject<Members>, Text, Told, Asked> {
  const { name, about, text = false as Text, told, capabilities = {} as Asked } = written;
  const members = z.object(written.members);
  z.globalRegistry.add(members, { description: about });
  const [first = ''] = Object.keys(capabilities);
  const { needs = () => [first] } = written;
  return { name, members, text, told, capabilities, needs };
}
