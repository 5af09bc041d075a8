// The page's pure parts, bundled on the fly: cutting texts at marks, filters in addresses, corrections.

import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load_module.mjs";

test("offsets count code points", async () => {
  const { CodePoints } = await load("text_spans.ts");
  const points = new CodePoints("a🎈b🎈c");
  assert.equal(points.slice({ start: 1, end: 3 }), "🎈b");
  assert.equal(points.slice({ start: 4, end: 9 }), "c");
  assert.deepEqual(points.find("🎈c", { start: 2, end: 5 }), { start: 3, end: 5 });
  assert.equal(points.find("zzz", { start: 0, end: 5 }), null);
  assert.equal(new CodePoints("plain").slice({ start: 1, end: 3 }), "la");
});

test("a text is cut where marks begin and end, and nothing of it is lost", async () => {
  const { CodePoints, piecesOf } = await load("text_spans.ts");
  const text = "Rebels shelled a market";
  const pieces = piecesOf(new CodePoints(text), { start: 0, end: text.length }, [
    { start: 0, end: 14, mark: "a" },
    { start: 7, end: 23, mark: "b" },
    { start: 30, end: 40, mark: "outside" },
    { start: 5, end: 5, mark: "empty" },
  ]);
  assert.equal(pieces.map((each) => each.text).join(""), text);
  assert.deepEqual(pieces.map((each) => each.marks), [["a"], ["a", "b"], ["b"]]);
});

test("many marks over a long text are cut in linear time", async () => {
  const { CodePoints, piecesOf } = await load("text_spans.ts");
  const text = "x".repeat(1_000_000);
  const marks = Array.from({ length: 20_000 }, (_, i) => ({ start: i * 50, end: i * 50 + 20, mark: i }));
  const began = performance.now();
  const pieces = piecesOf(new CodePoints(text), { start: 0, end: text.length }, marks);
  assert.equal(pieces.length, 40_000);
  assert.ok(performance.now() - began < 2000);
});

test("dates are found in the words of their sentence, else before it", async () => {
  const { dateWords } = await load("evidence.ts");
  const times = [
    { start: 0, end: 5, type: "DATE", value: "2020-07-12", text: "12 Jul", begin: "2020-07-12", finish: "2020-07-12", anchor: null },
    { start: 40, end: 46, type: "DATE", value: "2020-07-13", text: "Monday", begin: "2020-07-13", finish: "2020-07-13", anchor: null },
  ];
  const layers = { times, places: null };
  const at = (spans) => spans.map((each) => each.start);
  assert.deepEqual(at(dateWords(layers, "2020-07-13", { start: 30, end: 60 }, "clause")), [40]);
  assert.deepEqual(at(dateWords(layers, "2020-07-12", { start: 30, end: 60 }, "passage")), [0]);
  assert.deepEqual(at(dateWords(layers, "2020-07-13", { start: 30, end: 60 }, "publication")), []);
});
