// Names of parties and what stands for them.

// What an input says, as the filters write it.
export function partyOf(text: string, known: readonly { value: string; name: string }[]): string {
  const wanted = text.trim().toLocaleLowerCase();
  return known.find((each) => each.name.toLocaleLowerCase() === wanted || each.value.toLocaleLowerCase() === wanted)?.value ?? text.trim();
}
