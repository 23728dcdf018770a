// Replaces curl on a machine without it, for the options in docs/runbook.md: -sS, --fail-with-body, -X, -d, and -H with
// a header or with `@-` for headers from standard input.
import { text } from 'node:stream/consumers';

const headers = new Headers();
let method = 'GET';
let body: string | undefined;
let url = '';

async function addHeader(given: string): Promise<void> {
  const lines = given === '@-' ? (await text(process.stdin)).split('\n') : [given];
  for (const line of lines) headers.set(line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim());
}

const words = process.argv.slice(2);
while (words.length > 0) {
  const word = words.shift()!;
  if (word === '-X') method = words.shift()!;
  else if (word === '-d') body = words.shift()!;
  else if (word === '-H') await addHeader(words.shift()!);
  else if (!word.startsWith('-')) url = word;
}
const answer = await fetch(url, { method, headers, ...(body !== undefined && { body }) });
process.stdout.write(await answer.text());
process.exitCode = answer.ok ? 0 : 22;
