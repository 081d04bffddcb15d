/** Finds import cycles. */

/**
 * The strongly connected components of `imports` (by file, the files that it imports) that have more than one file, or
 * one that imports itself: Tarjan's algorithm. Files in the order of their names.
 */
export function importCycles(imports: ReadonlyMap<string, readonly string[]>): string[][] {
  const cycles: string[][] = [];
  const order = new Map<string, number>();
  const open: string[] = [];

  function visit(file: string): number {
    const number = order.size;
    let low = number;
    order.set(file, number);
    open.push(file);
    for (const other of imports.get(file) ?? []) {
      if (!order.has(other)) low = Math.min(low, visit(other));
      else if (open.includes(other)) low = Math.min(low, order.get(other) ?? low);
    }
    if (low === number) {
      const component = open.splice(open.indexOf(file));
      const isCycle = component.length > 1 || imports.get(file)?.includes(file) === true;
      if (isCycle) cycles.push(component.sort());
    }
    return low;
  }

  for (const file of imports.keys()) if (!order.has(file)) visit(file);
  return cycles;
}
