import { forceCenter, forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY, type SimulationNodeDatum } from "d3-force";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { address, useApi } from "../../model/api";
import { filterOf } from "../../model/filter";
import { number, score } from "../../model/format";
import { go } from "../../model/router";
import type { NetworkAnswer } from "../../model/types";
import { Conditions } from "../../parts/filters";
import { Empty, Shown } from "../../parts/notes";
import { colour } from "../overview/draw";

const HEIGHT = 540;

type Node = NetworkAnswer["nodes"][number] & SimulationNodeDatum & { most: number };
interface Edge {
  source: Node;
  target: Node;
  count: number;
  mean_score: number | null;
}

/** Who acts on whom under a filter: a drawing, and the same as a table. */
export function Network({ search }: { search: string }) {
  const answer = useApi<NetworkAnswer>(address("/network", filterOf(search)));
  return (
    <div>
      <h1>Network of actors</h1>
      <Conditions search={search} />
      <Shown answer={answer}>
        {(data) => data.edges.length === 0 ? <Empty><p>No two named actors meet under this filter.</p></Empty> : (
          <>
            <Drawing data={data} />
            <EdgeTable data={data} />
          </>
        )}
      </Shown>
    </div>
  );
}

/** Pixels of width that one actor needs, so that names can be read. */
const BREADTH = 16;

/** The actors that fit, the busiest first, and where they lie. */
function laidOut(data: NetworkAnswer, width: number): { nodes: Node[]; edges: Edge[] } {
  const close = Math.min(1, width / 900);
  const most = Math.max(10, ...data.nodes.map((node) => node.acts + node.received));
  const nodes: Node[] = data.nodes.slice(0, Math.max(12, Math.floor(width / BREADTH))).map((node) => ({ ...node, most }));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const edges = data.edges.flatMap((edge) => {
    const [source, target] = [byId.get(edge.source), byId.get(edge.target)];
    return source && target ? [{ ...edge, source, target }] : [];
  });
  const simulation = forceSimulation(nodes)
    .force("link", forceLink<Node, Edge>(edges).distance(90 * close).strength(0.4))
    .force("charge", forceManyBody().strength(-260 * close))
    .force("collide", forceCollide<Node>((node) => size(node) + 14))
    .force("x", forceX(width / 2).strength(0.06)).force("y", forceY(HEIGHT / 2).strength(0.1))
    .force("center", forceCenter(width / 2, HEIGHT / 2)).stop();
  for (let turn = 0; turn < 300; turn++) simulation.tick();
  for (const node of nodes) {
    node.x = Math.max(24, Math.min(width - 24, node.x!));
    node.y = Math.max(20, Math.min(HEIGHT - 24, node.y!));
  }
  return { nodes, edges };
}

/** Pixels from a node's centre to its edge, by its share of the acts of the busiest. */
const size = (node: Node) => 4 + 12 * Math.sqrt((node.acts + node.received) / node.most);

function Drawing({ data }: { data: NetworkAnswer }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [width, setWidth] = useState(0);
  const [hovered, hover] = useState<Node | null>(null);
  const [theme, setTheme] = useState(0);
  useEffect(() => {
    const watch = new ResizeObserver(([entry]) => setWidth(Math.round(entry!.contentRect.width)));
    watch.observe(canvas.current!.parentElement!);
    const again = () => setTheme((turn) => turn + 1);
    addEventListener("annals:theme", again);
    return () => {
      watch.disconnect();
      removeEventListener("annals:theme", again);
    };
  }, []);
  const graph = useMemo(() => (width > 0 ? laidOut(data, width) : null), [data, width]);
  useEffect(() => {
    if (graph) draw(canvas.current!, graph, width, hovered);
  }, [graph, hovered, theme]);
  const under = (event: MouseEvent) => {
    const box = canvas.current!.getBoundingClientRect();
    return graph?.nodes.find((node) => Math.hypot(node.x! - (event.clientX - box.left), node.y! - (event.clientY - box.top)) <= size(node) + 5) ?? null;
  };
  return (
    <div class="network">
      <canvas ref={canvas} role="img" aria-label={`Drawing of ${data.nodes.length} actors; the table below lists the same links`} onPointerMove={(event) => hover(under(event))}
        onClick={(event) => { const node = under(event); if (node) go(`/actors/${node.id}`); }} />
      {graph ? <p class="dim">{number(graph.nodes.length)} of {number(data.nodes_total)} actors, {number(graph.edges.length)} of {number(data.edges_total)} links. Solid lines: hostile; dashed: cooperative; width: incidents.</p> : null}
    </div>
  );
}

function draw(canvas: HTMLCanvasElement, { nodes, edges }: { nodes: Node[]; edges: Edge[] }, width: number, hovered: Node | null): void {
  const ratio = devicePixelRatio || 1;
  canvas.width = width * ratio;
  canvas.height = HEIGHT * ratio;
  const context = canvas.getContext("2d")!;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, HEIGHT);
  for (const edge of edges) {
    const lit = !hovered || edge.source === hovered || edge.target === hovered;
    context.globalAlpha = lit ? 0.75 : 0.12;
    const hostile = (edge.mean_score ?? 0) < 0;
    context.strokeStyle = colour(hostile ? "--quad-3" : "--quad-1");
    context.setLineDash(hostile ? [] : [5, 4]);
    context.lineWidth = 1 + Math.log2(1 + edge.count);
    arrow(context, edge);
  }
  context.setLineDash([]);
  for (const node of nodes) {
    context.globalAlpha = isLit(node, edges, hovered) ? 1 : 0.25;
    context.beginPath();
    context.arc(node.x!, node.y!, size(node), 0, 2 * Math.PI);
    context.fillStyle = colour("--ink");
    context.fill();
  }
  drawNames(context, nodes, (node) => isLit(node, edges, hovered), hovered, width);
  context.globalAlpha = 1;
}

const isLit = (node: Node, edges: Edge[], hovered: Node | null): boolean =>
  !hovered || node === hovered || edges.some((edge) => (edge.source === hovered && edge.target === node) || (edge.target === hovered && edge.source === node));

/** Names that do not cover one another, of the busiest actors first; all of those that the pointer lights. */
function drawNames(context: CanvasRenderingContext2D, nodes: Node[], lit: (node: Node) => boolean, hovered: Node | null, width: number): void {
  context.font = `12px ${colour("--sans")}`;
  context.textAlign = "center";
  context.lineWidth = 3;
  context.strokeStyle = colour("--paper");
  context.fillStyle = colour("--ink");
  const taken: { x: number; y: number; half: number }[] = [];
  for (const node of [...nodes].sort((a, b) => size(b) - size(a))) {
    const name = node.name.length > 28 && node !== hovered ? `${node.name.slice(0, 27)}…` : node.name;
    const half = context.measureText(name).width / 2;
    const box = { x: Math.max(half + 4, Math.min(width - half - 4, node.x!)), y: node.y! + size(node) + 12, half };
    const covered = taken.some((other) => Math.abs(other.y - box.y) < 13 && Math.abs(other.x - box.x) < other.half + box.half + 4);
    if (!lit(node) || (covered && !hovered)) continue;
    taken.push(box);
    context.globalAlpha = 1;
    context.strokeText(name, box.x, box.y);
    context.fillText(name, box.x, box.y);
  }
}

/** A bowed line, so that both directions of a pair show, with a head at who it is done to. */
function arrow(context: CanvasRenderingContext2D, { source, target }: Edge): void {
  const [dx, dy] = [target.x! - source.x!, target.y! - source.y!];
  const length = Math.hypot(dx, dy) || 1;
  const [bx, by] = [(source.x! + target.x!) / 2 - dy * 0.12, (source.y! + target.y!) / 2 + dx * 0.12];
  const angle = Math.atan2(target.y! - by, target.x! - bx);
  const [x, y] = [target.x! - Math.cos(angle) * (size(target) + 3), target.y! - Math.sin(angle) * (size(target) + 3)];
  context.beginPath();
  context.moveTo(source.x!, source.y!);
  context.quadraticCurveTo(bx, by, x, y);
  context.stroke();
  if (length < 12) return;
  context.beginPath();
  for (const turn of [0.45, -0.45]) {
    context.moveTo(x, y);
    context.lineTo(x - 8 * Math.cos(angle - turn), y - 8 * Math.sin(angle - turn));
  }
  context.stroke();
}

function EdgeTable({ data }: { data: NetworkAnswer }) {
  const name = new Map(data.nodes.map((node) => [node.id, node.name]));
  return (
    <table class="rows">
      <thead><tr><th scope="col">Who → whom</th><th scope="col" class="num">Incidents</th><th scope="col" class="num">Mean score</th></tr></thead>
      <tbody>{data.edges.map((edge) => (
        <tr key={`${edge.source}-${edge.target}`}>
          <td><a href={`/dyads/${edge.source}/${edge.target}`}>{name.get(edge.source)} → {name.get(edge.target)}</a></td>
          <td class="num" data-label={edge.count === 1 ? "incident" : "incidents"}>{number(edge.count)}</td><td class="num" data-label="mean score">{score(edge.mean_score)}</td>
        </tr>
      ))}</tbody>
    </table>
  );
}
