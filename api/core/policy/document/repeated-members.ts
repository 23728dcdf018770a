// Whether some object in a JSON text repeats a member. JSON.parse silently keeps the last one and another parser may
// keep the first, so such a text is ambiguous and counts as not understood. Linear and without recursion, because the
// text is untrusted.
// https://www.rfc-editor.org/rfc/rfc8259#section-4

/** `value`: the result of JSON.parse(text). True when the text has more member names than the value has members. */
export function hasRepeatedMembers(text: string, value: unknown): boolean {
  return membersNamed(text) > membersOf(value);
}

/** Counts the strings of a JSON text that a colon follows: the member names. */
function membersNamed(text: string): number {
  let count = 0;
  let at = text.indexOf('"');
  while (at >= 0) {
    let end = text.indexOf('"', at + 1);
    while (end >= 0 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
    if (end < 0) break;
    at = end + 1;
    while (isBlank(text.charCodeAt(at))) at += 1;
    if (text.charCodeAt(at) === 58) count += 1;
    at = text.indexOf('"', at);
  }
  return count;
}

/** Whether an odd number of backslashes precedes the quote. */
function isEscaped(text: string, quote: number): boolean {
  let at = quote;
  while (text.charCodeAt(at - 1) === 92) at -= 1;
  return (quote - at) % 2 === 1;
}

function isBlank(code: number): boolean {
  return code === 32 || code === 10 || code === 13 || code === 9;
}

function membersOf(value: unknown): number {
  let count = 0;
  const open: object[] = [];
  const push = (inner: unknown) => {
    if (typeof inner === 'object' && inner !== null) open.push(inner);
  };
  push(value);
  for (let next = open.pop(); next; next = open.pop()) {
    if (Array.isArray(next)) for (const inner of next) push(inner);
    else {
      const names = Object.keys(next);
      count += names.length;
      for (const name of names) push((next as Record<string, unknown>)[name]);
    }
  }
  return count;
}
