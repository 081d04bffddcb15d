/** Renders messages' markup; other people's text becomes elements only here. */
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { nameKey } from '../../protocol/names.ts';
import { isEmojiAlone } from '../text/emoji.ts';
import { foldedText, isLong } from '../text/folding.ts';
import { partsOf } from '../text/links.ts';
import { type Block, readMarkup } from '../text/markup.ts';
import { plainLine } from '../text/plain-reading.ts';
import { readSpans, type Span } from '../text/spans.ts';
import { markupTexts as texts } from '../translations/markup-texts.ts';
import { t } from '../translations/texts.ts';
import '../styles/markup.css';

interface MarkupProps {
  readonly text: string;
  /** The name whose mentions are highlighted. */
  readonly people?: { readonly mine: string };
}

export function Markup({ text, people }: MarkupProps) {
  const kind = isEmojiAlone(text) ? 'markup is-emoji' : 'markup';
  const blocks = useMemo(() => readMarkup(text), [text]);
  return (
    <div class={kind} dir="auto">
      {blocks.map((block) => (
        <BlockView block={block} mine={people?.mine ?? ''} />
      ))}
    </div>
  );
}

/** Selects the button that unfolds and folds a long text. */
export const FOLD = '.fold';

/** A text; a long one is folded until the reader unfolds it. */
export function FoldedMarkup({ text, people }: MarkupProps) {
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    // After folding, scrolls the button back into sight, which was at the far end of the text.
    if (!isOpen)
      button.current?.matches(':focus') && button.current.scrollIntoView({ block: 'nearest' });
  }, [isOpen]);
  if (!isLong(text)) return <Markup text={text} {...(people && { people })} />;
  return (
    <>
      <Markup text={isOpen ? text : foldedText(text)} {...(people && { people })} />
      <button
        ref={button}
        type="button"
        class="quiet fold"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {t(isOpen ? texts.showLess : texts.showAll)}
      </button>
    </>
  );
}

/** A text cut to one line, for quotes and lists. */
export function MarkupLine({ text }: { text: string }) {
  return (
    <span class="markup-line" dir="auto">
      {plainLine(text)}
    </span>
  );
}

/** Text within a sentence of the page, such as a topic or an away message. */
export function InlineMarkup({ text }: { text: string }) {
  return (
    <bdi>
      <Spans spans={readSpans(text)} mine="" />
    </bdi>
  );
}

function BlockView({ block, mine }: { block: Block; mine: string }) {
  if (block.kind === 'code') {
    return (
      // biome-ignore lint/a11y/useSemanticElements: a group of lines, not of fields
      // biome-ignore lint/a11y/noNoninteractiveTabindex: wide code can be scrolled by the keyboard
      <pre tabIndex={0} dir="ltr" role="group" aria-label={t(texts.code)}>
        <code>{block.text}</code>
      </pre>
    );
  }
  if (block.kind === 'quote') {
    return (
      <blockquote>
        {block.blocks.map((quoted) => (
          <BlockView block={quoted} mine={mine} />
        ))}
      </blockquote>
    );
  }
  return (
    <p>
      <Spans spans={block.spans} mine={mine} />
    </p>
  );
}

function Spans({ spans, mine }: { spans: readonly Span[]; mine: string }): ComponentChildren {
  return spans.map((span) => <SpanView span={span} mine={mine} />);
}

function SpanView({ span, mine }: { span: Span; mine: string }): ComponentChildren {
  switch (span.kind) {
    case 'text':
      return span.text;
    case 'code':
      return <code dir="ltr">{span.text}</code>;
    case 'link':
      return <Link link={span} />;
    case 'mention': {
      const isMine = nameKey(span.name) === nameKey(mine);
      return <bdi class={isMine ? 'mention mine' : 'mention'}>@{span.name}</bdi>;
    }
    case 'strong':
      return (
        <strong>
          <Spans spans={span.spans} mine={mine} />
        </strong>
      );
    case 'emphasis':
      return (
        <em>
          <Spans spans={span.spans} mine={mine} />
        </em>
      );
    case 'struck':
      return (
        <s>
          <Spans spans={span.spans} mine={mine} />
        </s>
      );
  }
}

/** A link to a message of this server stays on the page; any other opens in a new tab, without a referrer. */
function Link({ link }: { link: Extract<Span, { kind: 'link' }> }) {
  const { href, text, leadsTo } = link;
  const { origin, pathname, hash } = new URL(href);
  const isHere = origin === location.origin && pathname === location.pathname;
  const shown = (
    <>
      <Address text={text} />
      {leadsTo !== null && <span class="link-host"> ({leadsTo})</span>}
    </>
  );
  if (isHere && /^#message-\d+$/.test(hash)) return <a href={hash}>{shown}</a>;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {shown}
    </a>
  );
}

/** Always left to right, so that the host stays before the path (URL Standard, section 4.8). */
function Address({ text }: { text: string }) {
  if (/^[\0-\x7f]*$/.test(text)) return <bdi>{text}</bdi>;
  const [before, host, behind] = partsOf(text);
  return (
    <bdi dir="ltr">
      {before}
      <bdi dir="ltr">{host}</bdi>
      <bdi dir="ltr">{behind}</bdi>
    </bdi>
  );
}
