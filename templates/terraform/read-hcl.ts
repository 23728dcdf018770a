// Reads back the HCL that this kit prints, for the comparison with the role spec. It accepts the few forms that
// role.tf.hbs has and throws on everything else, expressions in texts among them. It is not a parser of HCL.
import { heredocMarker } from './hcl-text.js';

/** Attributes by name, and blocks by their header: `resource "aws_iam_role" "drawbridge"`. */
export interface HclBody {
  attributes: Record<string, HclValue>;
  blocks: Record<string, HclBody[]>;
}

/** A text, number or boolean; a map of texts; a JSON document; a reference; a comparison of a reference with a text. */
export type HclValue =
  | string
  | number
  | boolean
  | { map: Record<string, string> }
  | { json: unknown }
  | { reference: string }
  | { equal: readonly [reference: string, text: string] };

export function readHcl(text: string): HclBody {
  const lines = new Lines(text.split('\n'));
  return readBody(lines, undefined);
}

class Lines {
  #at = 0;
  readonly #lines: readonly string[];

  constructor(lines: readonly string[]) {
    this.#lines = lines;
  }

  /** The next line without its indentation; undefined at the end. */
  next(): string | undefined {
    const line = this.#lines[this.#at];
    this.#at += 1;
    return line?.trim();
  }

  fault(): Error {
    return new Error(`line ${this.#at} of the printed HCL has an unexpected form`);
  }
}

/** Until the end of the block, or of the text if `block` is undefined. */
function readBody(lines: Lines, block: string | undefined): HclBody {
  const body: HclBody = { attributes: Object.create(null), blocks: Object.create(null) };
  for (;;) {
    const line = lines.next();
    if (line === undefined || line === '}') {
      if ((line === undefined) !== (block === undefined)) throw lines.fault();
      return body;
    }
    if (line === '' || line.startsWith('#')) continue;
    const header = /^(\w+(?: "\w+")*) \{(\})?$/.exec(line);
    const attribute = /^(\w+) += (.+)$/.exec(line);
    if (header) {
      const [, name, isEmpty] = header as unknown as [string, string, string?];
      body.blocks[name] ??= [];
      body.blocks[name].push(isEmpty ? { attributes: {}, blocks: {} } : readBody(lines, name));
    } else if (attribute && !((attribute[1] as string) in body.attributes)) {
      body.attributes[attribute[1] as string] = readValue(lines, attribute[2] as string);
    } else throw lines.fault();
  }
}

function readValue(lines: Lines, text: string): HclValue {
  if (text === '{') return { map: readMap(lines) };
  if (text === `<<-${heredocMarker}`) return { json: readJson(lines) };
  if (text.startsWith('"')) return readText(lines, text);
  if (/^\d+$/.test(text)) return Number(text);
  if (text === 'true' || text === 'false') return text === 'true';
  const expression = /^(\w+(?:\.\w+)+)(?: == (".*"))?$/.exec(text);
  if (!expression) throw lines.fault();
  const [, reference, compared] = expression as unknown as [string, string, string?];
  return compared === undefined ? { reference } : { equal: [reference, readText(lines, compared)] };
}

function readMap(lines: Lines): Record<string, string> {
  const map: Record<string, string> = Object.create(null);
  for (let line = lines.next(); line !== '}'; line = lines.next()) {
    const entry = /^("(?:[^"\\]|\\.)*"|\w+) += (".*")$/.exec(line ?? '');
    if (!entry) throw lines.fault();
    const [, key, value] = entry as unknown as [string, string, string];
    const name = key.startsWith('"') ? readText(lines, key) : key;
    if (name in map) throw lines.fault();
    map[name] = readText(lines, value);
  }
  return map;
}

function readJson(lines: Lines): unknown {
  const read: string[] = [];
  for (let line = lines.next(); line !== heredocMarker; line = lines.next()) {
    if (line === undefined) throw lines.fault();
    read.push(line);
  }
  return JSON.parse(withTemplates(lines, read.join('\n')));
}

const named: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };

function readText(lines: Lines, quoted: string): string {
  const inside = /^"((?:[^"\\]|\\(?:[nrt"\\]|u[0-9a-f]{4}|U[0-9a-f]{8}))*)"$/.exec(quoted)?.[1];
  if (inside === undefined) throw lines.fault();
  return withTemplates(lines, inside).replace(/\\(?:([nrt"\\])|u(.{4})|U(.{8}))/g, (_, sign, short, long) =>
    sign ? named[sign as string]! : String.fromCodePoint(Number.parseInt((short ?? long) as string, 16)),
  );
}

/** Undoes the doubling of `$${` and `%%{`. Anything else before a brace would be an expression. */
function withTemplates(lines: Lines, text: string): string {
  return text.replace(/([$%]+)\{/g, (_, signs: string) => {
    if (signs !== '$$' && signs !== '%%') throw lines.fault();
    return `${signs[0]}{`;
  });
}
