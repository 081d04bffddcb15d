/** A room's name; a group without one is called by what it is. */
export function RoomName({ name }: { name: string }) {
  return (
    <bdi class="room-name">
      <span class="room-hash">#</span>
      {name.slice(1)}
    </bdi>
  );
}
