// Shapes of agreements and breaches: told apart by form, not by colour alone.

import type { MarkKind } from "./agreements";

export function MarkShape(props: { kind: MarkKind; x: number; y: number }) {
  const { kind, x, y } = props;
  if (kind === "breach") {
    return <path class="mark-breach" d={`M${x - 5} ${y - 5}L${x + 5} ${y + 5}M${x + 5} ${y - 5}L${x - 5} ${y + 5}`} />;
  }
  if (kind === "ended") return <rect class="mark-ended" x={x - 4.5} y={y - 4.5} width={9} height={9} />;
  return <circle class="mark-agreement" cx={x} cy={y} r={5} />;
}
