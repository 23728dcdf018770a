// The plan of a stack: which resources a template has, in which order, and their resolved values.
import { validationError } from '../protocol/wire.js';
import type { Stack } from '../state.js';
import { conditionIsTrue, type Env, references, resolve } from './intrinsics.js';
import { type Place, refValues } from './parameters.js';
import type { ResourceSpec, Template } from './template.js';

export interface Plan {
  template: Template;
  env: Env;
  /** Logical IDs, each after all resources that it depends on. */
  order: string[];
  /** Resources created so far; `Ref` and `Fn::GetAtt` read it. */
  made: Map<string, { physicalId: string; attributes: Record<string, string> }>;
}

export function isThere(spec: { Condition?: string }, env: Env): boolean {
  return spec.Condition === undefined || conditionIsTrue(spec.Condition, env);
}

function dependenciesOf(spec: ResourceSpec): string[] {
  const stated = spec.DependsOn === undefined ? [] : [spec.DependsOn].flat();
  return [...stated, ...references(spec.Properties)];
}

function inOrder(template: Template, present: readonly string[]): string[] {
  const order: string[] = [];
  const open = new Set<string>();
  const visit = (id: string): void => {
    if (order.includes(id) || !present.includes(id)) return;
    if (open.has(id)) throw validationError(`Circular dependency between resources: [${[...open].join(', ')}]`);
    open.add(id);
    for (const other of dependenciesOf(template.Resources[id]!)) visit(other);
    open.delete(id);
    order.push(id);
  };
  for (const id of present) visit(id);
  return order;
}

/** An unresolved reference is refused before anything is created. */
function checkReferences(template: Template, env: Env): void {
  const known = new Set([...env.values.keys(), ...Object.keys(template.Resources), 'AWS::NoValue']);
  for (const section of ['Resources', 'Outputs'] as const) {
    const unresolved = [...references(template[section])].filter(name => !known.has(name));
    if (unresolved.length > 0) {
      throw validationError(
        `Template format error: Unresolved resource dependencies [${unresolved.join(', ')}] ` +
          `in the ${section} block of the template`,
      );
    }
  }
}

export function makePlan(template: Template, settled: Readonly<Record<string, string>>, place: Place): Plan {
  const made: Plan['made'] = new Map();
  const env: Env = {
    values: refValues(template, settled, place),
    conditions: template.Conditions,
    mappings: template.Mappings,
    ref: id => made.get(id)?.physicalId,
    getAtt: (id, attribute) => made.get(id)?.attributes[attribute],
  };
  checkReferences(template, env);
  const present = Object.keys(template.Resources).filter(id => isThere(template.Resources[id]!, env));
  return { template, env, made, order: inOrder(template, present) };
}

export function propertiesOf(plan: Plan, logicalId: string): Record<string, unknown> {
  const properties = plan.template.Resources[logicalId]?.Properties ?? {};
  return resolve(properties, plan.env) as Record<string, unknown>;
}

export function outputsOf(plan: Plan): Stack['outputs'] {
  const outputs = Object.entries(plan.template.Outputs).filter(([, spec]) => isThere(spec, plan.env));
  return outputs.map(([key, spec]) => ({
    key,
    value: String(resolve(spec.Value, plan.env)),
    ...(spec.Description ? { description: spec.Description } : {}),
    ...(spec.Export ? { exportName: String(resolve(spec.Export.Name, plan.env)) } : {}),
  }));
}
