/** What the API answers with; the fields are those of `docs/api.md`. Offsets are code points, unknown is `null`. */

export interface Participant {
  entity: number;
  name: string;
  type: string;
  country: string | null;
  sector: string | null;
  text: string;
}

export interface Row {
  event: number;
  incident: number | null;
  from: string | null;
  to: string | null;
  type: string;
  mode: string[];
  quad: string;
  score: number;
  status: string;
  historical: boolean;
  actors: Participant[];
  recipients: Participant[];
  attributed_to: string | null;
  content: string | null;
  place: string | null;
  admin1: string | null;
  country: string | null;
  lat: number | null;
  lon: number | null;
  deaths_low: number | null;
  deaths_high: number | null;
  injured_low: number | null;
  injured_high: number | null;
  reports: number | null;
  mentions: number | null;
  document: string;
  document_id: number;
  source: string | null;
  url: string | null;
  title: string | null;
  published: string | null;
  sentence: string | null;
  confidence: number;
}

export interface Report extends Row {
  copy_of: number | null;
  rejected: boolean;
  trigger: string;
  reviews: string[];
}

export interface Figure {
  kind: string;
  low: number | null;
  high: number | null;
  source: string | null;
  reported: string | null;
  event: number;
}

export interface Page<T> {
  items: T[];
  next: string | null;
}

export interface About {
  version: string;
  store: string;
  documents: number;
  incidents: number;
  reports: number;
  entities: number;
  days: { first: string | null; last: string | null };
}

export interface Facets {
  total: number;
  fields: Record<string, { value: string; count: number }[]>;
}

export interface Overview {
  count: number;
  total: number;
  names: { type: string[]; quad: string[]; outcome: string[]; country: string[]; place: string[]; party: string[] };
  columns: {
    id: number[];
    day: (number | null)[];
    lon: (number | null)[];
    lat: (number | null)[];
    type: number[];
    quad: number[];
    outcome: number[];
    place: (number | null)[];
    actor: (number | null)[];
    recipient: (number | null)[];
    deaths_high: (number | null)[];
    reports: number[];
  };
}

export interface Series {
  by: string;
  periods: string[];
  classes: string[];
  counts: number[][];
  undated: number;
}

export interface IncidentAnswer {
  incident: Row;
  figures: Figure[];
  reports: Report[];
  history: { day: string | null; status: string; deaths_low: number | null; deaths_high: number | null; reports: number; mentions: number; events: number[] }[];
  links: { kind: string; event: number; incident: number | null; direction: string; type: string; trigger: string }[];
  reviews: Review[];
}

export interface Review {
  id: number;
  made: string;
  reviewer: string;
  verdict: string;
  field: string | null;
  before: string | null;
  after: string | null;
  note: string | null;
  event: number | null;
  document_id: number;
  quote: string;
  context: string;
  state: string | null;
  withdrawn: boolean;
}

export interface Explained {
  coder: { version: string; model: string };
  same_coder: boolean;
  evidence: { field: string; by: string; score: number | null }[];
  chain: string | null;
  chain_missing?: string;
}

export interface Span {
  start: number;
  end: number;
  role: string;
  event: number | null;
  entity: number | null;
}

export interface DocumentEvent {
  event: number;
  incident: number | null;
  live: boolean;
  rejected: boolean;
  type: string;
  mode: string[];
  quad: string;
  status: string;
  trigger: { start: number; end: number; text: string };
  actors: { text: string }[];
  recipients: { text: string }[];
  attributed_to: { text: string } | null;
  place: { name: string } | null;
  when: { from: string | null; to: string | null } | null;
  confidence: number;
}

export interface DocumentAnswer {
  id: number;
  version: number;
  replaced_by: number | null;
  versions: { id: number; version: number; added: string }[];
  source: string | null;
  url: string | null;
  title: string | null;
  published: string | null;
  not_coded: string | null;
  copy_of: number | null;
  text: string;
  boilerplate: { start: number; end: number; kind: string }[];
  events: DocumentEvent[];
  spans: Span[];
}

export interface EntityItem {
  id: number;
  name: string;
  type: string;
  country: string | null;
  named: boolean;
  reports: number;
}

export interface ActSum {
  type: string;
  quad: string;
  incidents: number;
  reports: number;
  mean_score: number | null;
  deaths_low: number | null;
  deaths_high: number | null;
}

export interface EntityAnswer {
  entity: EntityItem;
  acts: number;
  received: number;
  first: string | null;
  last: string | null;
  aliases: { text: string; count: number }[];
  also_known_as: string[];
  affiliations: { relation: string; name: string; entity: number | null; document_id: number }[];
  sectors: { value: string; count: number }[];
  done: ActSum[];
  suffered: ActSum[];
  partners: { entity: number; name: string; country: string | null; done: number; suffered: number; mean_score: number; first: string | null; last: string | null }[];
  relations: { by: string; periods: string[]; series: { entity: number; name: string; scores: (number | null)[] }[] };
  positions: Row[];
}

export interface DyadAnswer {
  actor: { id: number; name: string };
  recipient: { id: number; name: string };
  by: string;
  points: { period: string; from: string; to: string; incidents: number; reports: number; cooperation: number; conflict: number; mean_score: number | null }[];
  changes: { period: string; from: string; before: number; after: number }[];
}

export interface NetworkAnswer {
  nodes: { id: number; name: string; type: string; country: string | null; acts: number; received: number }[];
  edges: { source: number; target: number; count: number; mean_score: number | null }[];
  nodes_total: number;
  edges_total: number;
}

export interface Cited {
  incident: Row;
  figures: Figure[];
  cites: number[];
}

export interface BriefAnswer {
  topic: string;
  as_of: string | null;
  latest: Cited[];
  positions: Cited[];
  tallies: { type: string; incidents: number; reports: number; deaths_low: number | null; deaths_high: number | null; cites: number[] }[];
  to_come: Cited[];
  unmet: Cited[];
  citations: { document_id: number; source: string | null; url: string | null; published: string | null; sentence: string | null }[];
}

export interface CalendarAnswer {
  as_of: string | null;
  items: { state: string; days_left: number | null; incident: Row }[];
}

export interface DemandsAnswer {
  as_of: string | null;
  items: { days_open: number | null; incident: Row; answers: Row[] }[];
}

export interface QueueItem {
  reason: string;
  report: Report;
  reviews: Review[];
}
