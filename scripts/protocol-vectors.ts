/** Builds docs/vectors.json from the test vectors of the code. Its format is in docs/PROTOCOL-EXTENSIONS.md. */
import type { SeedLine } from '../src/protocol/line-grammar.ts';
import { oneLine } from '../src/protocol/visible.ts';
import {
  clientVectors,
  type Frame,
  type ServerFrame,
  serverVectors,
} from '../test/vectors/frames.ts';
import { lineVectors } from '../test/vectors/lines.ts';
import { mentionVectors } from '../test/vectors/mentions.ts';
import { keyVectors, nameVectors } from '../test/vectors/names.ts';
import { safeTextVectors } from '../test/vectors/safe-text.ts';

export const VECTORS = new URL('../docs/vectors.json', import.meta.url);

/** A string; a long one as parts: strings, and repeated strings with their counts. */
export type Written = string | (string | [text: string, times: number])[];

/** Strings of this length or more are written in parts. */
const LONG = 400;

/** A character, or one to four bytes in hex, repeated at least a hundred times. */
const REPEATED = { text: /(.)\1{99,}/su, hex: /((?:[0-9a-f]{2}){1,4}?)\1{99,}/ };

function written(text: string, kind: 'text' | 'hex' = 'text'): Written {
  if (text.length < LONG) return text;
  const found = REPEATED[kind].exec(text);
  if (found === null) return text;
  const [run, one = ''] = found;
  const rest = text.slice(found.index + run.length);
  const parts = [text.slice(0, found.index), [one, run.length / one.length], rest];
  return parts.filter((part) => part !== '') as Written;
}

function hexOf(bytes: Uint8Array): Written {
  return written(Buffer.from(bytes).toString('hex'), 'hex');
}

/** A frame whose texts may be in parts. */
function frameOf(frame: Frame | ServerFrame | null): object | null {
  return frame !== null && 'text' in frame ? { ...frame, text: written(frame.text) } : frame;
}

/** The line client's output for a frame; null: it never gets such a frame. */
function printed(frame: ServerFrame): Written | null {
  switch (frame.type) {
    case 'RESPONSE':
      return ['Success\n', 'Failure\n', ''][frame.result] ?? '';
    case 'LIST':
      return frame.names.map((name) => `${oneLine(name)}\n`).join('');
    case 'SENDTO':
      return written(`${oneLine(frame.name)}: ${oneLine(frame.text)}\n`);
    case 'EVENT':
      return null;
  }
}

/** The frame that a line client sends for a line, and its immediate output. */
function effect(line: SeedLine): { sends: object | null; prints: string } {
  switch (line.kind) {
    case 'bad':
      return { sends: null, prints: `${line.answer}\n` };
    case 'login':
      return { sends: frameOf({ type: 'LOGIN', name: line.name }), prints: '' };
    case 'sendto':
      return { sends: frameOf({ type: 'SENDTO', name: line.name, text: line.text }), prints: '' };
    case 'list':
      return { sends: { type: 'LIST' }, prints: '' };
    case 'logout':
      return { sends: { type: 'LOGOUT' }, prints: '' };
    default:
      return { sends: null, prints: '' };
  }
}

function groups(): Readonly<Record<string, readonly object[]>> {
  return {
    clientFrames: clientVectors.map(({ description, state, bytes, frame, answer, closes }) => ({
      description,
      state,
      hex: hexOf(bytes),
      frame: frameOf(frame),
      answer,
      closes,
    })),
    serverFrames: serverVectors.map(({ description, bytes, frame }) => ({
      description,
      hex: hexOf(bytes),
      frame: frameOf(frame),
      prints: frame && printed(frame),
    })),
    lines: lineVectors.map(({ description, line, says }) => ({
      description,
      line: written(line),
      ...effect(says),
    })),
    safeTexts: safeTextVectors,
    names: nameVectors,
    nameKeys: keyVectors,
    mentions: mentionVectors,
  };
}

/** Characters that are invisible, or combine with another one. */
const HIDDEN = /[\p{C}\p{Z}\p{Mn}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** JSON on one line; characters that are invisible, or that an editor might normalize, are escaped. */
function lineOf(value: object): string {
  return JSON.stringify(value).replace(/[^\x20-\x7e]/gu, (character) =>
    HIDDEN.test(character) || character.normalize('NFC') !== character
      ? escaped(character)
      : character,
  );
}

function escaped(character: string): string {
  const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
}

/** The whole file, an entry a line. */
export function vectorsFile(): string {
  const parts = Object.entries(groups()).map(
    ([name, entries]) => `"${name}":[\n${entries.map(lineOf).join(',\n')}\n]`,
  );
  return `{"version":1,\n${parts.join(',\n')}}\n`;
}
