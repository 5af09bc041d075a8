// The list of views, in the order of the navigation. To add one: a file in views/ whose default export
// is its component, a line here, and its name in messages/.

import type { ComponentType } from "preact";
import type { Key } from "./i18n";

export interface ViewProps {
  id: string | null; // what follows the view's name in the path
}
type Loader = () => Promise<{ default: ComponentType<ViewProps> }>;

export interface View {
  name: string; // first segment of the path
  title: Key;
  load: Loader;
  hasFilters: boolean; // the filter bar stands above it
  isHidden?: boolean; // not in the navigation
}

export const views: readonly View[] = [
  { name: "archive", title: "view.archive", load: () => import("./views/archive"), hasFilters: true },
  { name: "events", title: "view.events", load: () => import("./views/events"), hasFilters: true },
  { name: "timeline", title: "view.timeline", load: () => import("./views/timeline"), hasFilters: true },
  { name: "dyad", title: "view.dyad", load: () => import("./views/dyad"), hasFilters: true },
  { name: "map", title: "view.map", load: () => import("./views/map"), hasFilters: true },
  { name: "network", title: "view.network", load: () => import("./views/network"), hasFilters: true },
  { name: "registers", title: "view.registers", load: () => import("./views/registers"), hasFilters: true },
  { name: "review", title: "view.review", load: () => import("./views/review"), hasFilters: true },
  { name: "status", title: "view.status", load: () => import("./views/status"), hasFilters: false },
  { name: "articles", title: "view.article", load: () => import("./views/article"), hasFilters: false, isHidden: true },
];
