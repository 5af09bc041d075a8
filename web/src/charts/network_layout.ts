// Positions of a network's nodes: forces that pull together those that deal much with each other. The
// simulation begins from fixed places and draws no chance numbers of its own, so that the same links
// give the same picture every time.

import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from "d3-force";
import type { Sums } from "./series";

export interface NetworkNode extends Sums {
  code: string;
  label: string;
}
export interface NetworkEdge extends Sums {
  actor: string;
  recipient: string;
}
export interface NetworkAnswer {
  nodes: NetworkNode[];
  edges: NetworkEdge[];
  total_nodes: number;
  total_edges: number;
}

export interface Placed {
  code: string;
  x: number;
  y: number;
  radius: number;
}

const kTicks = 400;
const kRounds = 60;
const kGap = 18; // pixels between circles: a name stands there
const kMargin = { x: 52, top: 34, bottom: 46 };
const kRoomOfNode = 9000; // square pixels
export const kLeastMost = 12; // events of the largest circle or line, at least: few events make no large ones

export function radiusOf(events: number, most: number): number {
  return 6 + 20 * Math.sqrt(events / Math.max(kLeastMost, most));
}

// The links that are drawn: the strongest of all, and of each node at least its strongest, so that
// nobody stands alone who is not.
export function strongest(edges: readonly NetworkEdge[], most: number): NetworkEdge[] {
  const sorted = [...edges].sort((a, b) => b.events - a.events);
  const kept = new Set(sorted.slice(0, most));
  const seen = new Set<string>();
  for (const each of kept) seen.add(each.actor).add(each.recipient);
  for (const each of sorted) {
    if (seen.has(each.actor) && seen.has(each.recipient)) continue;
    kept.add(each);
    seen.add(each.actor).add(each.recipient);
  }
  return sorted.filter((each) => kept.has(each));
}

export function layout(
  nodes: readonly NetworkNode[],
  edges: readonly NetworkEdge[],
  size: { width: number; height: number },
  focus: string | null = null,
): Map<string, Placed> {
  const most = Math.max(1, ...nodes.map((each) => each.events));
  const room = Math.min(1, Math.sqrt((size.width * size.height) / (Math.max(1, nodes.length) * kRoomOfNode)));
  const heaviest = Math.max(1, ...edges.map((each) => each.events));
  const shape = size.width / size.height;
  const points = nodes.map((each, i) => {
    const angle = (i / Math.max(1, nodes.length)) * 2 * Math.PI;
    const point = { code: each.code, radius: radiusOf(each.events, most) * room, x: 200 * shape * Math.cos(angle), y: 200 * Math.sin(angle), fx: null as number | null, fy: null as number | null };
    if (each.code === focus) [point.fx, point.fy] = [0, 0];
    return point;
  });
  const known = new Set(nodes.map((each) => each.code));
  const links = edges
    .filter((each) => known.has(each.actor) && known.has(each.recipient))
    .map((each) => ({ source: each.actor, target: each.recipient, weight: Math.sqrt(each.events / heaviest) }));
  const simulation = forceSimulation(points)
    .force(
      "link",
      forceLink<(typeof points)[number], (typeof links)[number]>(links)
        .id((each) => each.code)
        .distance((each) => 90 - 40 * each.weight)
        .strength((each) => 0.06 + 0.3 * each.weight),
    )
    .force("charge", forceManyBody().strength(-320))
    .force("x", forceX().strength(0.05))
    .force("y", forceY().strength(0.05 * shape))
    .force(
      "collide",
      forceCollide<(typeof points)[number]>((each) => each.radius + 15),
    )
    .stop();
  simulation.tick(kTicks);
  return apart(fitted(points, size), size);
}

// Pushes circles from each other that came to overlap when they were fitted into the frame.
function apart(places: Map<string, Placed>, size: { width: number; height: number }): Map<string, Placed> {
  const list = [...places.values()];
  for (let round = 0; round < kRounds; ++round) {
    list.forEach((a, i) => {
      for (const b of list.slice(0, i)) {
        const [dx, dy] = [a.x - b.x, a.y - b.y];
        const distance = Math.max(0.1, Math.hypot(dx, dy));
        const missing = a.radius + b.radius + kGap - distance;
        if (missing <= 0) continue;
        const [px, py] = [(dx / distance) * (missing / 4), (dy / distance) * (missing / 4)];
        [a.x, a.y, b.x, b.y] = [a.x + px, a.y + py, b.x - px, b.y - py];
      }
    });
    for (const each of list) {
      each.x = Math.min(size.width - kMargin.x / 2, Math.max(kMargin.x / 2, each.x));
      each.y = Math.min(size.height - kMargin.bottom, Math.max(kMargin.top, each.y));
    }
  }
  return places;
}

// The points moved and stretched into the size, names beneath them included.
function fitted(points: readonly Placed[], size: { width: number; height: number }): Map<string, Placed> {
  const [xs, ys] = [points.map((each) => each.x), points.map((each) => each.y)];
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
  const place = (value: number, low: number, high: number, from: number, to: number) =>
    high - low < 1e-6 ? (from + to) / 2 : from + ((value - low) / (high - low)) * (to - from);
  return new Map(
    points.map((each) => [
      each.code,
      {
        code: each.code,
        radius: each.radius,
        x: place(each.x, left, right, kMargin.x, size.width - kMargin.x),
        y: place(each.y, top, bottom, kMargin.top, size.height - kMargin.bottom),
      },
    ]),
  );
}

// The line from one node to another, bent to its right, so that both directions are seen; it ends at
// the circles.
export function arc(from: Placed, to: Placed): string {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.max(1e-6, Math.hypot(dx, dy));
  const bend = Math.min(26, 0.16 * length);
  const [mx, my] = [(from.x + to.x) / 2 - (dy / length) * bend, (from.y + to.y) / 2 + (dx / length) * bend];
  const toward = (at: Placed, gap: number) => {
    const [vx, vy] = [mx - at.x, my - at.y];
    const far = Math.max(1e-6, Math.hypot(vx, vy));
    const reach = Math.min(far, at.radius + gap);
    return `${(at.x + (vx / far) * reach).toFixed(1)} ${(at.y + (vy / far) * reach).toFixed(1)}`;
  };
  return `M${toward(from, 1)}Q${mx.toFixed(1)} ${my.toFixed(1)} ${toward(to, 4)}`;
}

export type Sign = "cooperation" | "conflict" | "even";

export function signOf(meanScale: number | null): Sign {
  if (meanScale === null || meanScale === 0) return "even";
  return meanScale > 0 ? "cooperation" : "conflict";
}
