// The form of the hand-off page in which the customer states, once, what the permissions apply to.
import type { Connection } from '../../core/connection/connection.js';
import type { ValueFault } from '../../core/permission-set/parameter/given-values.js';
import type { Parameter } from '../../core/permission-set/parameter/parameter.js';
import { statementsOf } from '../../core/permission-set/permission-set.js';
import { reasonsFirst } from '../../core/permission-set/risk/reasons.js';
import { type OpenValues, openValues } from '../../operations/connection/values/give-values.js';
import type { Ports } from '../../ports/ports.js';
import type { Speaker } from '../page/check-view.js';
import { type StatementView, statementView } from '../page/grant/statement-view.js';
import { type ValueView, valueViews } from '../page/values-view.js';

/** Fields of the form, so that a parameter cannot have the name of another field. */
const fieldStart = 'value-';

interface FieldView {
  id: string;
  title: string;
  why: string;
  hint: string;
  isOptional: boolean;
  kept: string;
  wrong: string | undefined;
}

export interface ValuesFormView {
  permissionSet: { title: string; summary: string; access: string; name: string };
  fields: FieldView[];
  isWrong: boolean;
  /** Those that the vendor stated. */
  stated: ValueView[];
  grants: StatementView[];
}

export interface TypedValues {
  values: Readonly<Record<string, string>>;
  faults: readonly ValueFault[];
}

/** Undefined when nothing is awaited. */
export function valuesFormView(
  ports: Pick<Ports, 'permissionSets'>,
  connection: Connection,
  speaker: Speaker,
  typed: TypedValues = { values: {}, faults: [] },
): ValuesFormView | undefined {
  const open = openValues(ports, connection);
  if (!open) return undefined;
  const { set, parameters } = open;
  const { language, say } = speaker;
  return {
    permissionSet: {
      title: set.title[language],
      summary: set.summary[language],
      access: say(`access.${set.access}`),
      name: `${set.id} ${set.version}`,
    },
    fields: parameters.map(each => fieldView(each, typed, speaker)),
    isWrong: typed.faults.length > 0,
    stated: valueViews(connection.roleSpec, set, speaker),
    grants: grantsUsing(open, speaker),
  };
}

function fieldView(parameter: Parameter, { values, faults }: TypedValues, { say, language }: Speaker): FieldView {
  const { name, title, why, kind, pattern = '', optional } = parameter;
  const fault = faults.find(each => each.name === name);
  return {
    id: `${fieldStart}${name}`,
    title: title[language],
    why: why[language],
    hint: kind ? say(`values.kind.${kind}`) : say('values.form.pattern', { pattern }),
    isOptional: optional === true,
    kept: Object.hasOwn(values, name) ? values[name]! : '',
    wrong: fault && say(`values.fault.${fault.code}`),
  };
}

/** With the names of the parameters in place of their values. */
function grantsUsing({ set }: OpenValues, speaker: Speaker): StatementView[] {
  return reasonsFirst(statementsOf(set, 'Allow')).map(each => statementView(each, speaker));
}

/** The values of a form; an empty field states nothing. Other fields are ignored, as browsers may add some. */
export function typedValues(form: Readonly<Record<string, string>>): Record<string, string> {
  const fields = Object.entries(form).filter(([field, text]) => field.startsWith(fieldStart) && text.trim() !== '');
  return Object.fromEntries(fields.map(([field, text]) => [field.slice(fieldStart.length), text.trim()]));
}
