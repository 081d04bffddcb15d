/** The list of completions above the composer, controlled by keys in the text. */
import '../styles/completion.css';

export interface CompletionItem {
  readonly key: string;
  readonly label: string;
  readonly hint?: string;
}

interface CompletionListProps {
  readonly id: string;
  readonly label: string;
  readonly items: readonly CompletionItem[];
  readonly active: number;
  readonly onChoose: (index: number) => void;
}

export function CompletionList({ id, label, items, active, onChoose }: CompletionListProps) {
  return (
    <div class="completion" role="listbox" id={id} aria-label={label}>
      {items.map((item, at) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the text field
        // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the text field
        <div
          key={item.key}
          id={`${id}-${at}`}
          role="option"
          aria-selected={at === active}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(at)}
        >
          <bdi>{item.label}</bdi>
          {item.hint !== undefined && <span class="soft">{item.hint}</span>}
        </div>
      ))}
    </div>
  );
}
