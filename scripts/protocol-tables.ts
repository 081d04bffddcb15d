/**
 * The generated parts of docs/PROTOCOL-EXTENSIONS.md: all commands and events from their schemas, and the typed
 * commands.
 */

import { commands } from '../src/chat/commands.ts';
import { mayStore } from '../src/chat/conditions.ts';
import { capabilities } from '../src/protocol/capabilities.ts';
import type { Contract } from '../src/protocol/contract.ts';
import { reasonsOf } from '../src/protocol/contract-reasons.ts';
import type { CommandName } from '../src/protocol/contracts.ts';
import { events } from '../src/protocol/event-list.ts';
import { Reason, reasonTexts } from '../src/protocol/frames.ts';
import { BEFORE_NAMES } from '../src/protocol/hearing.ts';
import { helpOf, typedNames, usageOf } from '../src/protocol/usage.ts';
import { listed, type Parts, type Row, sentence, table } from './page-parts.ts';
import { commandContracts, type DescribedEvent, eventContracts } from './protocol-contracts.ts';
import { whoMay } from './protocol-schema.ts';
import { type Shape, wireShape } from './wire-shapes.ts';

/** `list of objects, optional` */
function typeOf(shape: Shape): string {
  if (shape.const !== undefined) return `\`${JSON.stringify(shape.const)}\``;
  if (shape.enum) return shape.enum.map((one) => `\`${JSON.stringify(one)}\``).join(', ');
  if (shape.anyOf) return shape.anyOf.map(typeOf).join(' or ');
  if (shape.title !== undefined) return shape.title;
  if (shape.type === 'array') {
    const [kind, ...limits] = typeOf(shape.items ?? {}).split(', ');
    const items = [`list of ${kind}s`, ...limits.map((one) => `each ${one}`)].join(', ');
    return withLimits(items, shape.minItems, shape.maxItems);
  }
  if (shape.type === 'string') return withLimits('string', shape.minLength, shape.maxLength);
  if (shape.type === 'integer') return withLimits('number', shape.minimum, shape.maximum);
  return String(shape.type ?? 'anything');
}

function withLimits(type: string, min: number | undefined, max: number | undefined): string {
  const limited = max !== undefined && max < Number.MAX_SAFE_INTEGER;
  if (!limited) return type;
  const low = min ?? 0;
  return `${type}, ${low === 0 ? `at most ${max}` : `${low} to ${max}`}`;
}

/** A row for each member of an object; members of objects in its lists appear as `list[].member`. */
function rowsOf({ properties = {}, required = [] }: Shape, within = ''): Row[] {
  return Object.entries(properties).flatMap(([name, shape]): Row[] => {
    const path = `${within}${name}`;
    const optional = required.includes(name) ? '' : ', optional';
    const row = [`\`${path}\``, `${typeOf(shape)}${optional}`, shape.description ?? ''];
    return [row, ...rowsOf(shape.items ?? {}, `${path}[].`)];
  });
}

function members(title: string, shape: Shape, nothing: string): string[] {
  const rows = rowsOf(shape);
  return rows.length === 0 ? [nothing] : table([title, 'type', ''], rows);
}

/** The members of a command's reply, once for all commands with the same reply. */
function replyMembers({ name, reply }: Contract): string[] {
  const first = commandContracts().find((other) => other.reply === reply);
  const rows = rowsOf(wireShape(reply));
  if (rows.length === 0) return ['The reply has no other members.'];
  if (first && first.name !== name) return [`The reply is like that of \`${first.name}\`.`];
  return table(['reply', 'type', ''], rows);
}

function command(contract: Contract): string[] {
  const { name, help, who, schema } = contract;
  const says = help.about === undefined ? [help.line] : [help.line, help.about];
  const reasons = reasonsOf(contract).join(', ');
  return [
    `### \`${name}\``,
    '',
    says.map(sentence).join(' '),
    `For ${whoMay[who]}. ${reasons === '' ? 'No reasons.' : `Reasons: ${reasons}.`}`,
    '',
    ...members('argument', wireShape(schema), 'No arguments.'),
    '',
    ...replyMembers(contract),
    '',
  ];
}

function event({ name, description, members: shape }: DescribedEvent): string[] {
  const says = description === undefined ? [] : [sentence(description), ''];
  return [`### \`${name}\``, '', ...says, ...members('member', shape, 'No members.'), ''];
}

/** A row for each reason, with the commands that give it. */
function reasons(): string[] {
  const { none, ...others } = Reason;
  const rows = Object.values(others).map((reason): Row => {
    const givers = commandContracts().filter((one) => reasonsOf(one).includes(reason));
    const names = givers.map(({ name }) => `\`${name}\``).join(', ');
    return [String(reason), reasonTexts[reason], names];
  });
  return [...table(['reason', '', 'commands'], rows), ''];
}

function typedCommands(): string[] {
  const rows = typedNames.flatMap((name): Row[] => {
    const usage = usageOf(name, 'lines');
    return usage === null ? [] : [[`\`${usage}\``, helpOf(name).line]];
  });
  return [...table(['line', 'what it does'], rows), ''];
}

/** The capabilities, and what is heard without naming any. */
function asked(): string[] {
  const all = Object.values(events);
  const unasked = all.filter(({ told }) => told !== 'asking').map(({ name }) => name);
  return [
    ...table(
      ['name', 'what is heard'],
      Object.entries(capabilities).map(([name, { brings }]): Row => [`\`${name}\``, brings]),
    ),
    '',
    `Nobody has to name ${listed(unasked)}.`,
    '',
    `Where \`events\` is left out, a client hears ${listed(BEFORE_NAMES)}.`,
    '',
  ];
}

/** The commands that count as stored, besides messages. */
function storing(): string[] {
  const names = commandContracts()
    .map(({ name }) => name as CommandName)
    .filter((name) => commands[name].preconditions.includes(mayStore));
  return [`These store something besides messages: ${listed(names)}.`, ''];
}

/** The generated parts, by the names in the comments around them. */
export function protocolParts(): Parts {
  return {
    commands: commandContracts().flatMap(command),
    reasons: reasons(),
    capabilities: asked(),
    events: eventContracts().flatMap(event),
    'typed commands': typedCommands(),
    'storing commands': storing(),
  };
}
