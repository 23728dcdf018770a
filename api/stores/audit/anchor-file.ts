// Anchors in a file beside the local database: a line of JSON for each record, only ever appended. Several processes
// may append. Not for the service in AWS: anyone who can write the disk of an instance can edit them.
import { appendFile, type FileHandle, open } from 'node:fs/promises';
import type { AnchorRecord } from '../../core/audit/anchors.js';
import type { AnchorPlace, Anchors } from '../../ports/anchors.js';

const chunkBytes = 64 * 1024;
const newLine = 0x0a;

export function makeAnchorFile(path: string): Anchors {
  return {
    async append(records) {
      if (records.length === 0) return;
      // It begins with a line end too: a line that a crash cut short stays alone. One write, so that lines of several
      // processes do not mix.
      const lines = `\n${records.map(record => JSON.stringify(record)).join('\n')}\n`;
      await appendFile(path, lines, { mode: 0o600, flush: true });
    },
    walk: after => walk(path, after),
  };
}

async function* walk(path: string, after: string | undefined): AsyncGenerator<AnchorPlace> {
  const file = await openIfThere(path);
  if (file === undefined) return;
  try {
    for await (const { line, end } of linesFrom(file, Number(after ?? 0)))
      if (line !== '') yield { position: String(end), record: recordOf(line) };
  } finally {
    await file.close();
  }
}

async function openIfThere(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Whole lines with the position after each. The rest after the last line end may still be written. */
async function* linesFrom(file: FileHandle, start: number): AsyncGenerator<{ line: string; end: number }> {
  let rest = Buffer.alloc(0);
  let position = start;
  for (;;) {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(chunkBytes), 0, chunkBytes, position + rest.length);
    if (bytesRead === 0) return;
    rest = Buffer.concat([rest, buffer.subarray(0, bytesRead)]);
    let from = 0;
    for (let at = rest.indexOf(newLine); at >= 0; at = rest.indexOf(newLine, from)) {
      yield { line: rest.toString('utf8', from, at), end: position + at + 1 };
      from = at + 1;
    }
    position += from;
    rest = rest.subarray(from);
  }
}

function recordOf(line: string): AnchorRecord | undefined {
  try {
    const record = JSON.parse(line) as AnchorRecord | null;
    return typeof record?.type === 'string' && typeof record.at === 'string' ? record : undefined;
  } catch {
    return undefined;
  }
}
