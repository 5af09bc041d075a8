// What the API gives (docs/formats/json.md; the addresses are in /api/v1/openapi.json).

export interface Span {
  start: number; // code points of the article's text, end exclusive
  end: number;
}

export interface Party extends Span {
  code: string | null;
  sector: string | null;
  other_sectors: string[];
  entity_text: string;
  identifier_id: string | null;
  identifier_text: string | null;
  office: string | null;
  role?: string; // of a fact's participants
}

export interface Claim extends Span {
  entity_text: string;
  code: string | null;
  sector: string | null;
  verb: string | null;
}

export interface PlaceOf {
  extracted_place: string | null;
  resolved_place: string | null;
  geonameid: number | null;
  lat: number | null;
  lon: number | null;
  city: string | null;
  district: string | null;
  province: string | null;
  country_code: string | null;
  resolution: number | null;
  source?: string;
}

// Of an event or a fact; with the words that name it where the article is at hand.
export interface PlaceInText extends PlaceOf, Partial<Span> {}

export type Count = number | { min?: number; max?: number } | null;

export interface ArticleReference {
  id: string;
  title: string | null;
  date: string | null;
  source: string | null;
  url: string | null;
  language: string | null;
}

export interface EventItem {
  id: string;
  date: string | null;
  enddate: string | null;
  date_source: string | null;
  actor: Party[];
  recipient: Party[];
  event: string[];
  mode: string[];
  context: string[];
  auxiliary: string[];
  attribution: Claim[];
  quad_code: number;
  event_scale: number;
  event_text: string[];
  event_loc: PlaceInText | null;
  size: { dead: Count; injured: Count; arrested: Count };
  confidence: number;
  link: string | null;
  text_info: { sequence: number } & Span;
  cite_info: { coder: string };
  text: string;
  reports: number;
  review: string | null;
  article: ArticleReference;
}

export interface FactItem extends Span {
  id: string;
  kind: string;
  name: string | null;
  date: string | null;
  enddate: string | null;
  place: PlaceInText | null;
  participants: Party[];
  context: string[];
  part_of: string | null;
  attribution: Claim[];
  evidence: ({ text: string; sequence: number } & Span)[];
  sequence: number;
  article: ArticleReference;
  parts?: FactItem[]; // facts that are part of it, the latest first: the breaches of an agreement
  parts_total?: number;
  joined_by?: "article" | "name" | "parties"; // of a part: what says so
  [field: string]: unknown; // what its kind has: status, stance, topic, ...
}

export interface ArticleItem extends ArticleReference {
  author: string | null;
  section: string | null;
  story: number;
  revisions: number;
  copies: number;
  events: number;
  facts: number;
  refusal?: string;
  story_size?: number;
  snippet?: string;
  snippet_marks?: [number, number][];
}

export interface Mention extends Span {
  type: string;
  name: string;
  identifier_id: string | null;
  code: string | null;
  sector: string | null;
  office: string | null;
}
export interface TimeMention extends Span {
  type: string;
  value: string;
  text: string;
  begin: string | null;
  finish: string | null;
  anchor: string | null;
}
export interface PlaceMention extends PlaceOf, Span {
  name: string;
}

export interface Article extends ArticleReference {
  author: string | null;
  section: string | null;
  refusal?: string;
  text: string;
  events: EventItem[];
  facts: FactItem[];
  sentences: Span[] | null;
  entities: Mention[] | null;
  times: TimeMention[] | null;
  places: PlaceMention[] | null;
  revisions: { revision: number; date: string; words: number; bytes: number; added: string | number; has_page: boolean }[];
  copies: { id: string; source: string | null; url: string | null; date: string | null }[];
  story_id: number;
  story_size: number;
  story: ArticleReference[];
  raw: string;
}

export interface Happening {
  link: string;
  category: string;
  date: string | null;
  reports: number;
  articles: number;
  sources: { source: string | null; reports: number }[];
  events: EventItem[];
  contradictions: EventItem[];
  claims: {
    claimants: { entity_text: string; code: string | null; sector: string | null }[]; // nearest first; none: the text itself
    auxiliary: string[];
    size: EventItem["size"];
    events: string[];
  }[];
}

export interface Review {
  number: number;
  event: string;
  reviewer: string;
  at: string;
  verdict: "accept" | "correct" | "reject";
  reason: string | null;
  correction: Record<string, unknown> | null;
  is_last: boolean;
}
export interface Status {
  version: string;
  archive: {
    articles: number;
    events: number;
    facts: number;
    links: number;
    sources: number;
    reviews: number;
    refused: number;
    uncoded: number;
    bytes: number;
    changed: string;
    first: string | null;
    last: string | null;
    languages: string[];
  };
  runs: { run: number; coder: string; settings: unknown; started: string; articles: number; events: number; facts: number }[];
  takes_reviews: boolean;
  explains: boolean;
}
