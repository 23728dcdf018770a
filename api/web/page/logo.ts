// The vendor's logo: a file that is read once at start, and judged by what is in it, not by its name. An SVG can hold a
// script; pages show it as an image only, where none runs, and its own address forbids them all the same.
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import type { Logo } from '../../ports/ports.js';

const mostBytes = 128 * 1024;
const pngBeginning = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** The root element, after what may stand before it. */
const svgBeginning = /^\uFEFF?\s*(<\?xml[^>]*\?>\s*)?((<!--[\s\S]*?-->|<!DOCTYPE[^>[]*>)\s*)*<svg[\s>]/i;

/** Throws, with what is wrong with the file. */
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
