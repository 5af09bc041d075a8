// What web/make_world.mjs gives the bundle.
declare module "virtual:world" {
  import type { GeometryCollection, MultiLineString, Topology } from "topojson-specification";
  export interface World {
    topology: Topology<{
      countries: GeometryCollection; // ids are ISO alpha-3 codes, "" where there is none
      areas: GeometryCollection; // of disputed status; ids as in disputed.json
      borders: MultiLineString;
    }>;
    borders: {
      settled: [number, number][][];
      disputed: { id: string; lines: [number, number][][] }[];
    };
  }
  const world: World;
  export default world;
}
