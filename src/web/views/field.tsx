/** A text field with its label and a hint. */
import type { Ref } from 'preact';
import { useId } from 'preact/hooks';

type AutoFill = 'off' | 'username' | 'current-password' | 'new-password';

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly hint?: string;
  readonly type?: 'text' | 'password' | 'search';
  readonly autocomplete?: AutoFill;
  readonly required?: boolean;
  readonly maxLength?: number;
  readonly placeholder?: string;
  readonly inputRef?: Ref<HTMLInputElement>;
}

export function Field({
  label,
  value,
  onValue,
  hint,
  inputRef,
  type = 'text',
  autocomplete = 'off',
  required = false,
  maxLength,
  placeholder,
}: FieldProps) {
  const id = useId();
  const described = hint === undefined ? undefined : `${id}-hint`;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        ref={inputRef ?? null}
        value={value}
        onInput={(event) => onValue(event.currentTarget.value)}
        spellcheck={false}
        autocapitalize="off"
        dir="auto"
        type={type as 'text'}
        autocomplete={autocomplete}
        required={required}
        maxLength={maxLength}
        placeholder={placeholder}
        aria-describedby={described}
      />
      {hint !== undefined && (
        <span class="field-hint" id={described}>
          {hint}
        </span>
      )}
    </div>
  );
}
