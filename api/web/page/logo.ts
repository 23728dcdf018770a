// The vendor's logo, read once at start and validated by its content, not its name. An SVG may contain a script: pages
// show it as an image, where scripts do not run, and its own address forbids scripts as well.
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import type { Logo } from '../../ports/ports.js';

const mostBytes = 128 * 1024;
const pngBeginning = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** The root element, after a declaration, comments and a doctype. */
const svgBeginning = /^\uFEFF?\s*(<\?xml[^>]*\?>\s*)?((<!--[\s\S]*?-->|<!DOCTYPE[^>[]*>)\s*)*<svg[\s>]/i;

/** Throws an error that states what is wrong with the file. */
export function readLogo(file: string): Logo {
  const bytes = contentOf(file);
  const type = typeOf(bytes);
  if (!type) throw new Error(`names ${file}, which is neither an SVG nor a PNG`);
  return { bytes, type, version: createHash('sha256').update(bytes).digest('hex').slice(0, 12) };
}

function contentOf(file: string): Buffer {
  try {
    const { size } = statSync(file);
    if (size <= mostBytes) return readFileSync(file);
  } catch (cause) {
    throw new Error(`names ${file}, which cannot be read: ${(cause as NodeJS.ErrnoException).code}`, { cause });
  }
  throw new Error(`names ${file}, which is larger than ${mostBytes / 1024} KiB`);
}

function typeOf(bytes: Buffer): Logo['type'] | undefined {
  if (bytes.subarray(0, pngBeginning.length).equals(pngBeginning)) return 'image/png';
  return svgBeginning.test(bytes.toString('utf8')) ? 'image/svg+xml' : undefined;
}
