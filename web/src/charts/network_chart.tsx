// Who deals with whom, as a graph and as a matrix.

import { useMemo, useRef, useState } from "preact/hooks";
import { label, t } from "../i18n";
import { type NetworkAnswer, type NetworkEdge, type Sign, arc, kLeastMost, layout, signOf, strongest } from "./network_layout";
import { useWidth } from "./size";
import { signed } from "./timeline_chart";

export interface NetworkChartProps {
  network: NetworkAnswer;
  focus: string | null;
  setFocus: (code: string) => void;
  openEdge: (edge: NetworkEdge) => void;
}

const kNarrow = 640; // pixels: names give way to codes
const kLetter = 3.5; // half of one's width

// How many links a picture of so many nodes bears.
export function linksFor(nodes: number): number {
  return Math.round(Math.max(10, nodes * 1.8));
}

export function edgeText(edge: NetworkEdge): string {
  return t("network.edge", {
    actor: label("code", edge.actor),
    recipient: label("code", edge.recipient),
    events: t("count.events", { n: edge.events }),
    scale: signed(edge.mean_scale),
  });
}

export function NetworkGraph(props: NetworkChartProps) {
  const { ref, width } = useWidth<HTMLDivElement>();
  return (
    <div ref={ref} class="network">
      {width > 0 && <Graph {...props} width={width} />}
    </div>
  );
}

function Graph(props: NetworkChartProps & { width: number }) {
  const { network, width } = props;
  const size = useMemo(
    () => ({ width, height: Math.round(Math.max(380, Math.min(720, width * 0.62, 260 + network.nodes.length * 12))) }),
    [width, network.nodes.length],
  );
  const edges = useMemo(() => strongest(network.edges, linksFor(network.nodes.length)), [network]);
  const places = useMemo(() => layout(network.nodes, edges, size, props.focus), [network, edges, size, props.focus]);
  const [active, setActive] = useState(0);
  const [lit, setLit] = useState<string | null>(null);
  const group = useRef<SVGGElement>(null);
  const most = Math.max(kLeastMost, ...edges.map((each) => each.events));
  const near = new Set(edges.filter((each) => each.actor === lit || each.recipient === lit).flatMap((each) => [each.actor, each.recipient]));
  const onKey = (event: KeyboardEvent, i: number) => {
    const node = network.nodes[i]!;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      return props.setFocus(node.code);
    }
    const step = ({ ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 } as Record<string, number>)[event.key];
    if (!step) return undefined;
    event.preventDefault();
    const next = (i + step + network.nodes.length) % network.nodes.length;
    setActive(next);
    (group.current?.querySelector(`[data-node="${next}"]`) as SVGElement | null)?.focus();
    return undefined;
  };
  return (
    <svg class="chart-svg" width={width} height={size.height} viewBox={`0 0 ${width} ${size.height}`} role="group" aria-label={t("network.chart")}>
      <defs>
        {(["cooperation", "conflict", "even"] as const).map((sign) => (
          <marker key={sign} id={`arrow-${sign}`} viewBox="0 0 8 8" refX="5" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto">
            <path d="M0 0.5L7 4L0 7.5Z" class={`edge-head-${sign}`} />
          </marker>
        ))}
      </defs>
      <g aria-hidden="true">
        {edges.map((edge) => {
          const [from, to] = [places.get(edge.actor), places.get(edge.recipient)];
          if (!from || !to) return null;
          const path = arc(from, to);
          const sign = signOf(edge.mean_scale);
          const isFaint = lit !== null && edge.actor !== lit && edge.recipient !== lit;
          return (
            <g key={`${edge.actor} ${edge.recipient}`} class={`edge ${isFaint ? "faint" : ""}`} onClick={() => props.openEdge(edge)}>
              <title>{edgeText(edge)}</title>
              <path d={path} class="edge-catch" />
              <path d={path} class={`edge-line edge-${sign}`} stroke-width={1 + 6 * Math.sqrt(edge.events / most)} marker-end={`url(#arrow-${sign})`} />
            </g>
          );
        })}
      </g>
      <g ref={group}>
        {network.nodes.map((node, i) => {
          const at = places.get(node.code);
          if (!at) return null;
          const isFaint = lit !== null && node.code !== lit && !near.has(node.code);
          const name = width < kNarrow ? node.code : label("code", node.code);
          return (
            <g
              key={node.code}
              data-node={i}
              class={`node ${isFaint ? "faint" : ""} ${node.code === props.focus ? "node-focus" : ""}`}
              role="button"
              tabindex={i === Math.min(active, network.nodes.length - 1) ? 0 : -1}
              aria-label={t("network.node", { name: fullName(node.code, name), events: t("count.events", { n: node.events }) })}
              onClick={() => props.setFocus(node.code)}
              onKeyDown={(event) => onKey(event, i)}
              onFocus={() => {
                setActive(i);
                setLit(node.code);
              }}
              onBlur={() => setLit(null)}
              onPointerEnter={() => setLit(node.code)}
              onPointerLeave={() => setLit(null)}
            >
              <circle cx={at.x} cy={at.y} r={Math.max(13, at.radius)} class="brush-catch" />
              <circle cx={at.x} cy={at.y} r={at.radius} class={`node-circle node-${signOf(node.mean_scale)}`} />
              <text x={inside(at.x, name, width)} y={at.y + at.radius + 13} class="node-name">
                {name}
              </text>
            </g>
          );
        })}
      </g>
    </svg>
  );
}

// A name to hear: it begins with what is seen.
function fullName(code: string, seen: string): string {
  return seen === code ? `${code}, ${label("code", code)}` : `${seen} (${code})`;
}

// Where the middle of a name stands, so that none is cut off at a side.
function inside(x: number, name: string, width: number): number {
  const half = Math.min(width / 2, name.length * kLetter);
  return Math.max(half, Math.min(width - half, x));
}

const kCell = 26;
const kNames = 150;

export function NetworkMatrix(props: NetworkChartProps) {
  const { ref, width } = useWidth<HTMLDivElement>();
  const { network } = props;
  const codes = network.nodes.map((each) => each.code);
  const names = Math.min(kNames, width * 0.32);
  const cell = Math.max(13, Math.min(kCell, (width - names - 4) / Math.max(1, codes.length)));
  const top = 46;
  const most = Math.max(kLeastMost / 4, ...network.edges.map((each) => each.events));
  const side = Math.max(width, names + cell * codes.length + 4);
  const at = new Map(codes.map((code, i) => [code, i]));
  return (
    <div ref={ref} class="network network-matrix" role="region" aria-label={t("network.chart")} tabIndex={0}>
      <p class="axis-note">{t("network.matrix")}</p>
      <svg class="chart-svg" width={side} height={top + cell * codes.length + 4} role="img" aria-label={`${t("network.chart")}. ${t("network.matrix")}`}>
        {codes.map((code, i) => (
          <g key={code} aria-hidden="true">
            <text x={names - 6} y={top + (i + 0.5) * cell + 4} class="axis-text axis-end">
              {fitName(label("code", code), names)}
            </text>
            <text class="axis-text" transform={`translate(${names + (i + 0.5) * cell + 4} ${top - 6}) rotate(-60)`}>
              {code}
            </text>
            <line x1={names} x2={names + cell * codes.length} y1={top + i * cell} y2={top + i * cell} class="grid-line" />
            <line x1={names + i * cell} x2={names + i * cell} y1={top} y2={top + cell * codes.length} class="grid-line" />
            <rect x={names + i * cell} y={top + i * cell} width={cell} height={cell} class="matrix-self" />
          </g>
        ))}
        <rect x={names} y={top} width={cell * codes.length} height={cell * codes.length} class="matrix-frame" />
        {network.edges.map((edge) => {
          const [row, column] = [at.get(edge.actor), at.get(edge.recipient)];
          if (row === undefined || column === undefined) return null;
          const size = Math.max(3, (cell - 3) * Math.sqrt(edge.events / most));
          const [x, y] = [names + (column + 0.5) * cell, top + (row + 0.5) * cell];
          return (
            <g key={`${edge.actor} ${edge.recipient}`} class="edge" onClick={() => props.openEdge(edge)}>
              <title>{edgeText(edge)}</title>
              <rect x={x - cell / 2} y={y - cell / 2} width={cell} height={cell} class="brush-catch" />
              <MatrixMark sign={signOf(edge.mean_scale)} x={x} y={y} size={size} />
            </g>
          );
        })}
      </svg>
    </div>
  );
}

function fitName(name: string, width: number): string {
  const most = Math.floor(width / 6.4);
  return name.length > most ? name.slice(0, Math.max(3, most - 1)).trimEnd() + "…" : name;
}

// Cooperation is a full square, conflict one that stands on its corner.
export function MatrixMark(props: { sign: Sign; x: number; y: number; size: number }) {
  const { sign, x, y, size } = props;
  const half = size / 2;
  if (sign === "conflict") {
    return <path d={`M${x} ${y - half}L${x + half} ${y}L${x} ${y + half}L${x - half} ${y}Z`} class="matrix-conflict" />;
  }
  return <rect x={x - half} y={y - half} width={size} height={size} class={`matrix-${sign}`} />;
}

export function NetworkLegend(props: { isMatrix: boolean }) {
  return (
    <ul class="legend">
      {(["cooperation", "conflict", "even"] as const).map((sign) => (
        <li key={sign}>
          <svg class="swatch" width="28" height="14" aria-hidden="true">
            {props.isMatrix ? <MatrixMark sign={sign} x={14} y={7} size={11} /> : <path d="M1 7H27" class={`edge-line edge-${sign}`} stroke-width="3" />}
          </svg>
          {t(`network.${sign}`)}
        </li>
      ))}
    </ul>
  );
}

