/** The bottom row of the terminal: a question and its answer, or the prompt and the line being typed. */
import type { Editor } from '../input/editor.ts';
import type { Presentation } from '../presentation/presentation.ts';
import type { Questions } from '../questions/questions.ts';
import { layOut, layOutQuestion, type Row } from './prompt.ts';

const WAITS = '(what you type waits for the server): ';

export interface InputRowWorld {
  readonly shown: Presentation;
  readonly questions: Questions;
  readonly editor: Editor;
  /** The name in the prompt: the addressee or the user; null if there is neither. */
  readonly name: string | null;
}

export function inputRow({ shown, questions, editor, name }: InputRowWorld, columns: number): Row {
  const question = questions.open;
  const paint = (text: string): string => shown.question(text);
  if (question !== null) {
    if (!question.seen) return layOutQuestion(question.text, paint, columns);
    return layOut(question.text, paint, editor.answer, editor.answer.length, columns);
  }
  if (editor.waits) return layOutQuestion(WAITS, paint, columns);
  const paintLabel = (label: string): string => shown.paintLabel(name, label);
  return layOut(shown.label(name), paintLabel, editor.line, editor.cursor, columns);
}
