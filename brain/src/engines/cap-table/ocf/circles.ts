/** Finds what goes round in circles. */

/**
 * The nodes that no order can place: those on a circle, and those after one.
 * @param nextOf the nodes that come after a node; those not among `nodes` are left out
 */
export function circular<Node>(nodes: Iterable<Node>, nextOf: (node: Node) => Iterable<Node>): Set<Node> {
  const waitingFor = new Map<Node, number>();
  for (const node of nodes) waitingFor.set(node, 0);
  for (const node of waitingFor.keys())
    for (const next of nextOf(node)) {
      const count = waitingFor.get(next);
      if (count !== undefined) waitingFor.set(next, count + 1);
    }
  const free = [...waitingFor].filter(([, count]) => count === 0).map(([node]) => node);
  for (let node = free.pop(); node !== undefined; node = free.pop()) {
    waitingFor.delete(node);
    for (const next of nextOf(node)) {
      const count = waitingFor.get(next);
      if (count === undefined) continue;
      waitingFor.set(next, count - 1);
      if (count === 1) free.push(next);
    }
  }
  return new Set(waitingFor.keys());
}
