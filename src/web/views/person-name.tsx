/** Somebody's name in their colour, kept apart from the text around it. */
import { nameColour } from '../text/name-colour.ts';
import '../styles/names.css';

export function PersonName({ name }: { name: string }) {
  return <bdi class={`person-name name-${nameColour(name)}`}>{name}</bdi>;
}
