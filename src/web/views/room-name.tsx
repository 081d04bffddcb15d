/** The name of a room; a group, which has none, is called a group. */
export function RoomName({ name }: { name: string }) {
  return (
    <bdi class="room-name">
      <span class="room-hash">#</span>
      {name.slice(1)}
    </bdi>
  );
}
