/** A person's name in its colour, isolated from the direction of the text around it. */
import { nameColour } from '../text/name-colour.ts';
import '../styles/names.css';

export function PersonName({ name }: { name: string }) {
  return <bdi class={`person-name name-${nameColour(name)}`}>{name}</bdi>;
}
