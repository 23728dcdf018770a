// Whether some object in a JSON text has a member twice. JSON.parse silently keeps the last one, and another reader
// may keep the first: a text that two readers understand differently is not understood.
// https://www.rfc-editor.org/rfc/rfc8259#section-4

/** `value` is what JSON.parse made of `text`. True when the text names more members than the value has. */
export function hasRepeatedMembers(text: string, value: unknown): boolean {
  return membersNamed(text) > membersOf(value);
}

/** Every string of a JSON text in turn; those followed by a colon are names. */
function membersNamed(text: string): number {
  const strings = /"(?:[^"\\]|\\.)*"(\s*:)?/g;
  let count = 0;
  for (let found = strings.exec(text); found; found = strings.exec(text)) if (found[1]) count += 1;
  return count;
}

function membersOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let count = 0;
  if (Array.isArray(value)) for (const each of value) count += membersOf(each);
  else for (const each of Object.values(value)) count += 1 + membersOf(each);
  return count;
}
