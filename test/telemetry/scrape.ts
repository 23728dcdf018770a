// Parses a scrape as a monitoring system does, by the words of the format and without the code under test.
// https://prometheus.io/docs/instrumenting/exposition_formats/
import type { World } from '../helpers/world.js';

export interface Sample {
  name: string;
  labels: Record<string, string>;
  value: number;
}

export interface Scrape {
  text: string;
  types: Map<string, string>;
  samples: Sample[];
}

const line = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{((?:[a-zA-Z_]\w*="(?:[^"\\\n]|\\["\\n])*",?)*)\})? (\S+)$/;

/** Throws on a line outside the format. */
export function parsed(text: string): Scrape {
  const types = new Map<string, string>();
  const samples: Sample[] = [];
  if (!text.endsWith('\n')) throw new Error('The last line has no end.');
  for (const each of text.split('\n').filter(Boolean)) {
    if (each.startsWith('# HELP ')) continue;
    const [, typed, type] = /^# TYPE (\S+) (counter|gauge|histogram|summary)$/.exec(each) ?? [];
    if (typed && types.has(typed)) throw new Error(`${typed} has two types`);
    if (typed) types.set(typed, type!);
    else samples.push(sampleOf(each));
  }
  return { text, types, samples };
}

function sampleOf(text: string): Sample {
  const [, name, labels = '', said] = line.exec(text) ?? [];
  const value = Number(said);
  // A metric without measurements is also declared.
  if (!name || (Number.isNaN(value) && !/^nan$/i.test(said!))) throw new Error(`No line of the format: ${text}`);
  const pairs = [...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(match => [match[1]!, match[2]!]);
  return { name, labels: Object.fromEntries(pairs), value };
}

/** Over HTTP, as a monitoring system does. */
export async function scrape({ app, keys }: Pick<World, 'app' | 'keys'>, key = keys.operator): Promise<Scrape> {
  const answer = await app.inject({ method: 'GET', url: '/metrics', headers: { authorization: `Bearer ${key}` } });
  if (answer.statusCode !== 200) throw new Error(answer.body);
  return parsed(answer.body);
}

/** The growth between two scrapes: each sample of these metrics that grew, by how much. */
export function grown(before: Scrape, after: Scrape, metrics: RegExp): Record<string, number> {
  const was = new Map(before.samples.map(each => [nameOf(each), each.value]));
  const changes = after.samples
    .filter(each => metrics.test(each.name))
    .map(each => [nameOf(each), each.value - (was.get(nameOf(each)) ?? 0)] as const);
  return Object.fromEntries(changes.filter(([, by]) => by !== 0));
}

/** Short: the values of its labels, without the empty ones. */
function nameOf({ name, labels }: Sample): string {
  return [name.replace(/^drawbridge_/, ''), ...Object.values(labels).filter(Boolean)].join(' ');
}
