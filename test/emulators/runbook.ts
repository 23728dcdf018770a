// Runs docs/runbook.md as support would: with its variables filled in and its functions defined, each block runs in a
// shell with curl, against a running kit.
import { spawn } from 'node:child_process';
import { delimiter, dirname } from 'node:path';
import { text } from 'node:stream/consumers';

/** What support fills in at the top of the page. */
type Filled = Record<'KIT' | 'KEY' | 'REASON' | 'ACCOUNT' | 'ID' | 'TENANT' | 'CONNECTION', string>;

const env = { ...process.env, PATH: [dirname(process.execPath), process.env.PATH].join(delimiter) };

export class Runbook {
  /** The bash blocks of each part of the page; the first part has the variables and the functions. */
  private readonly parts: Map<string, string[]>;
  private readonly run = new Set<string>();

  constructor(
    page: string,
    private filled: Partial<Filled>,
  ) {
    const parts = page.split(/^#+ /m).slice(1);
    this.parts = new Map(
      parts.map(part => [
        part.split('\n')[0]!,
        [...part.matchAll(/^```bash\n(.*?)^```$/gms)].map(([, block]) => block!),
      ]),
    );
  }

  fill(filled: Partial<Filled>): void {
    this.filled = { ...this.filled, ...filled };
  }

  /** Runs a block of a part by its index and returns its output. `as`: words of the block to replace. */
  async see(part: string, place: number, as: Record<string, string> = {}): Promise<string> {
    const [variables, functions] = [...this.parts.values()][0]!;
    const block = this.parts.get(part)![place]!;
    this.run.add(block);
    // Waiting costs nothing on a test's clock, so a held answer would poll the store without a pause.
    const unheld = replaced(functions!, { '?waitSeconds=25': '' });
    const script = [this.withValues(variables!), unheld, replaced(block, as)].join('\n');
    const child = spawn('sh', ['-c', script], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    const [out, complaints] = await Promise.all([text(child.stdout), text(child.stderr)]);
    // A request that the API refused is part of the output.
    if (complaints) throw new Error(`${part}, block ${place}: ${complaints}`);
    return out;
  }

  /** Blocks that did not run. */
  get left(): string[] {
    return [...this.parts.values()].slice(1).flatMap(blocks => blocks.filter(block => !this.run.has(block)));
  }

  private withValues(variables: string): string {
    let script = variables;
    for (const [name, value] of Object.entries(this.filled)) {
      const line = new RegExp(`^${name}='[^']*'`, 'm');
      if (!line.test(script)) throw new Error(`The runbook has no variable ${name}`);
      script = script.replace(line, `${name}='${value}'`);
    }
    return script;
  }
}

function replaced(block: string, as: Record<string, string>): string {
  return Object.entries(as).reduce((all, [from, to]) => {
    if (!all.includes(from)) throw new Error(`The block does not contain ${from}`);
    return all.replace(from, to);
  }, block);
}
