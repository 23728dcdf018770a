// Reasons that a draft leaves to its author: each holds the question, and the linter refuses it until it is answered.

/** At the start of a sentence that is not written yet. */
const mark = 'DRAFT:';

/** In both languages, since the author writes both. */
export function unwritten(question: string): { en: string; ja: string } {
  return { en: `${mark} ${question}`, ja: `${mark} ${question}` };
}

export const isUnwritten = (text: string) => text.trimStart().toUpperCase().startsWith(mark);

/** Each such sentence of a JSON value of any depth that a parser has accepted: its place and its question. */
export function unwrittenIn(value: unknown, path = ''): { path: string; message: string }[] {
  if (typeof value === 'string') {
    if (!isUnwritten(value)) return [];
    const question = value.trimStart().slice(mark.length).trim();
    return [{ path, message: `is not written yet: ${question || 'write the sentence'}` }];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) => unwrittenIn(each, `${path}/${name}`));
}
