// Steps several processes one call at a time, in every order or in a drawn one. A call can also fail as in a crash.
// Not here: what the processes do, and what must hold.

export class Crash extends Error {
  override name = 'Crash';
}

/** A call that waits for the test. `what`: what it writes, in the test's words. */
interface Parked {
  what: string;
  goOn(): void;
  crash(): void;
}

/** Lets the calls of one process through, one at a time. */
export class Gate {
  parked: Parked | undefined;
  private answered: (isDone: boolean) => void = () => {};

  async pass<Answer>(
    what: string,
    call: () => Promise<Answer>,
    isDone = (answer: Answer) => answer !== undefined,
  ): Promise<Answer> {
    await new Promise<void>((goOn, refuse) => {
      this.parked = { what, goOn, crash: () => refuse(new Crash()) };
    }).catch(error => {
      this.answered(false);
      throw error;
    });
    let done = false;
    try {
      const answer = await call();
      done = isDone(answer);
      return answer;
    } finally {
      this.answered(done);
    }
  }

  /** Lets the call go, and returns what it wrote. */
  async step(isCrash: boolean): Promise<string> {
    const { what, goOn, crash } = this.parked!;
    this.parked = undefined;
    const ended = new Promise<boolean>(resolve => {
      this.answered = resolve;
    });
    if (isCrash) crash();
    else goOn();
    return (await ended) ? what : 'nothing';
  }
}

export interface Log {
  log: { process: number; what: string }[];
  /** `done`, or the code of the error. */
  outcomes: (string | undefined)[];
}

export type Choose = (ready: number) => number;

/** `after` runs after each step. The first process crashes at its call number `crashAt`, counted from 0. */
export async function runStepped(
  gates: readonly Gate[],
  works: readonly (() => Promise<unknown>)[],
  { choose, crashAt = Number.POSITIVE_INFINITY, after }: { choose: Choose; crashAt?: number; after(): Promise<void> },
): Promise<Log> {
  const outcomes: Log['outcomes'] = works.map(() => undefined);
  const log: Log['log'] = [];
  let steps = 0;
  const begun = works.map(async (work, n) => {
    try {
      await work();
      outcomes[n] = 'done';
    } catch (error) {
      outcomes[n] = (error as { code?: string }).code ?? (error as Error).name;
    }
  });
  const isStill = () => works.every((_, n) => gates[n]!.parked || outcomes[n] !== undefined);
  for (;;) {
    while (!isStill()) await new Promise(resolve => setImmediate(resolve));
    const ready = works.flatMap((_, n) => (gates[n]!.parked ? [n] : []));
    if (ready.length === 0) break;
    const process = ready[ready.length === 1 ? 0 : choose(ready.length)]!;
    const what = await gates[process]!.step(process === 0 && steps === crashAt);
    if (process === 0) steps += 1;
    log.push({ process, what });
    if (what !== 'read') await after();
  }
  await Promise.all(begun);
  return { log, outcomes };
}

/** Every schedule: each run follows a prefix, then takes the first that is ready. Returns their number. */
export async function everySchedule(visit: (choose: Choose) => Promise<void>): Promise<number> {
  let prefix: number[] = [];
  for (let runs = 1; ; runs += 1) {
    const taken: number[] = [];
    const width: number[] = [];
    await visit(ready => {
      const choice = prefix[taken.length] ?? 0;
      taken.push(choice);
      width.push(ready);
      return choice;
    });
    let last = taken.length - 1;
    while (last >= 0 && taken[last]! + 1 >= width[last]!) last -= 1;
    if (last < 0) return runs;
    prefix = [...taken.slice(0, last), taken[last]! + 1];
  }
}
