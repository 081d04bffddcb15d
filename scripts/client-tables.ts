/** The generated parts of docs/CLIENT.md: the library's methods and events, from the contracts. */
import type { Contract } from '../src/protocol/contract.ts';
import { reasonsOf } from '../src/protocol/contract-reasons.ts';
import { listed, type Parts, type Row, sentence, table } from './page-parts.ts';
import { commandContracts, eventContracts } from './protocol-contracts.ts';
import { type Shape, wireShape } from './wire-shapes.ts';

/** An entry of a list with more members than this is only named. */
const MEMBERS_SHOWN = 6;

/** `history(with, { before?, after? })` */
function signature({ name, arguments: all, text = false }: Contract, how: How): string {
  const required = Object.keys(all).filter((one) => !all[one]?.optional);
  const positional = how.positional ?? required;
  // A method that brings the whole list asks for the pages itself.
  const others = Object.keys(all).filter(
    (one) => !positional.includes(one) && !(how.pages !== undefined && one === 'after'),
  );
  const mark = (one: string) => (all[one]?.optional ? `${one}?` : one);
  const given = [
    ...positional.map(mark),
    ...(text ? ['text'] : []),
    ...(others.length > 0 ? [`{ ${others.map(mark).join(', ')} }`] : []),
  ];
  const called = how.name ?? name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  return `\`${called}(${given.join(', ')})\``;
}

type How = NonNullable<Contract['method']>;

/** What the method resolves with; the texts of a list are in its entries. */
function outcome(contract: Contract, { result }: How): string {
  const { properties = {} } = wireShape(contract.reply);
  const members = Object.entries(properties).map(([member, shape]): [string, string] => [
    member,
    entries(shape, contract.texts === member),
  ]);
  if (result !== undefined) {
    const [, inside = ''] = members.find(([member]) => member === result) ?? [];
    return inside === '' ? `\`${result}\`` : `\`${result}\`: each \`${inside}\``;
  }
  if (members.length === 0) return '';
  const named = members.map(([member, inside]) =>
    inside === '' ? member : `${member}: ${inside}[]`,
  );
  return `\`{ ${named.join(', ')} }\``;
}

/** `{ emoji, name }` of a list of such objects; else, or where there are many members, nothing. */
function entries({ items = {} }: Shape, withTexts: boolean): string {
  const names = Object.keys(items.properties ?? {});
  const given = names.map((one) => (withTexts && one === 'bytes' ? 'text' : one));
  if (given.length === 0 || given.length > MEMBERS_SHOWN) return '';
  return `{ ${given.join(', ')} }`;
}

function methods(): string[] {
  const rows = commandContracts().flatMap((contract): Row[] => {
    const { method, help } = contract;
    if (method === null) return [];
    const says = [help.line, ...(help.about === undefined ? [] : [help.about])];
    const reasons = reasonsOf(contract).join(', ');
    return [
      [
        signature(contract, method),
        says.map(sentence).join(' '),
        outcome(contract, method),
        reasons,
      ],
    ];
  });
  return [...table(['method', 'what it does', 'resolves with', 'reasons'], rows), ''];
}

/** The events that the library reports; it handles the others by itself. */
function events(): string[] {
  const rows = eventContracts().flatMap(({ name, description = '', text, members }): Row[] => {
    if (['reply', 'alive', 'message'].includes(name)) return [];
    const names = Object.keys(members.properties ?? {});
    const with_ = listed([...names, ...(text ? ['text'] : [])]);
    return [[`\`${name}\``, with_, description]];
  });
  return [...table(['`kind`', 'with', 'what happened'], rows), ''];
}

export function clientParts(): Parts {
  return { methods: methods(), events: events() };
}
