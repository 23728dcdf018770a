// Asks CloudFormation about the stack of the role, with the session of the inspection. A detection takes from seconds
// to minutes; a check waits at most about a minute for it. Nothing here makes a check inconclusive.
import { type StackReads, stackReportOf } from '../../core/drift/stack-drift.js';
import type { Finding } from '../../core/finding/findings.js';
import type { StackPlace, StackReport } from '../../core/iam/stack.js';
import type { RoleSpec } from '../../core/role/role-spec.js';
import type { Assumed, CheckRun } from './check-run.js';

/** Before each look at the detection. */
const waitsMs = [3000, 5000, 7000, 10_000, 15_000, 20_000];

/** `place`: where the live role says that its stack is, or where the kit expects it. */
export async function readStackDrift(
  run: CheckRun,
  session: Assumed,
  spec: RoleSpec,
  place: StackPlace & { arn?: string },
  findings: readonly Finding[],
): Promise<StackReport> {
  return stackReportOf(await reads(run, session, spec, place), spec, findings);
}

async function reads(
  run: CheckRun,
  session: Assumed,
  { roleName }: RoleSpec,
  { region, stackName, arn = stackName }: StackPlace & { arn?: string },
): Promise<StackReads> {
  const { readStack } = run.ports;
  const stack = await readStack.describe(session, region, arn);
  if (stack.kind !== 'read' || !stack.value.roles.includes(roleName)) return { stack };
  const started = await readStack.detect(session, region, arn);
  if (started.kind !== 'read') return { stack, detection: started };
  const state = await settled(run, session, region, started.value);
  if (state.kind !== 'read' || state.value.state === 'unfinished') return { stack, detection: state };
  return { stack, detection: state, drifts: await readStack.drifts(session, region, arn) };
}

/** A look that AWS throttles is repeated at the next wait. */
async function settled(run: CheckRun, session: Assumed, region: string, id: string) {
  for (const wait of waitsMs) {
    await run.wait(wait);
    const seen = await run.ports.readStack.detection(session, region, id);
    if (seen.kind === 'inconclusive') continue;
    if (seen.kind !== 'read') return seen;
    if (seen.value !== 'running') return { kind: 'read', value: { state: seen.value } } as const;
  }
  return { kind: 'read', value: { state: 'unfinished' } } as const;
}
