// A name as one line: no line breaks, no control characters, no half characters, and nothing that turns the direction
// of the text around it. For showing; where a value must come back as it was, see json-text.ts.

const unseen = /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069\ufeff]+/gu;

export function oneLine(text: string): string {
  return text.replace(unseen, ' ').trim();
}
