/**
 * Handles drops on the page and pastes into it. A browser would leave the page for a drop, or open a tab: here text
 * and links go into the composer, and for files a message says that they cannot be sent.
 */

import { problemTexts as texts } from '../translations/problem-texts.ts';
import { t } from '../translations/texts.ts';
import type { PageContext } from '../views/context.ts';
import { COMPOSER_ID } from '../views/focus.ts';
import { insertInto } from '../views/insertion.ts';

export function watchDrops({ app, panels }: PageContext): void {
  /** Does the drag come from this page, like a link that slipped under a press? */
  let isOwn = false;
  const refuseFiles = () => {
    if (app.chat !== null)
      panels.show({ kind: 'problem', title: t(texts.noFiles), text: t(texts.noFilesHint) });
  };
  document.addEventListener('dragstart', () => {
    isOwn = true;
  });
  document.addEventListener('dragend', () => {
    isOwn = false;
  });
  document.addEventListener('dragover', (event) => {
    const { dataTransfer, target } = event;
    if (dataTransfer === null || (!hasFiles(dataTransfer) && isField(target))) return;
    event.preventDefault();
    const isWanted = hasFiles(dataTransfer) || (!isOwn && fieldFor(target) !== null);
    dataTransfer.dropEffect = isWanted ? 'copy' : 'none';
  });
  document.addEventListener('drop', (event) => {
    const { dataTransfer, target } = event;
    if (dataTransfer === null || (!hasFiles(dataTransfer) && isField(target))) return;
    event.preventDefault();
    if (hasFiles(dataTransfer)) return refuseFiles();
    const field = fieldFor(target);
    const text = textOf(dataTransfer);
    if (isOwn || field === null || text === '') return;
    insertInto(field, text, field.value.length, field.value.length);
  });
  document.addEventListener('paste', (event) => {
    const { clipboardData } = event;
    if (clipboardData === null || !hasFiles(clipboardData) || textOf(clipboardData) !== '') return;
    event.preventDefault();
    refuseFiles();
  });
}

function hasFiles({ types }: DataTransfer): boolean {
  return types.includes('Files');
}

const TYPES: ReadonlySet<string> = new Set(['text', 'search', 'password']);

/** Is it a field, which takes text by itself? */
function isField(target: EventTarget | null): boolean {
  if (target instanceof HTMLTextAreaElement) return true;
  return target instanceof HTMLInputElement && TYPES.has(target.type);
}

/** The composer's field, unless a dialog covers it. */
function fieldFor(target: EventTarget | null): HTMLTextAreaElement | null {
  if (target instanceof Element && target.closest('dialog') !== null) return null;
  const field = document.getElementById(COMPOSER_ID);
  return field instanceof HTMLTextAreaElement ? field : null;
}

/** Plain text, or the addresses of links (RFC 2483 section 5: one per line, comments begin with #). */
function textOf(data: DataTransfer): string {
  const plain = data.getData('text/plain');
  if (plain !== '') return plain;
  const lines = data.getData('text/uri-list').split(/\r?\n/);
  return lines.filter((line) => line !== '' && !line.startsWith('#')).join('\n');
}
