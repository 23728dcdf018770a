// The AWS Query protocol: form parameters in, XML out. Knows no service and no rule. Errors common to all services:
// https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html

/** A refusal with AWS's own message. Any other exception is a bug of this server and answers 500. */
export class AwsError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly status = 400,
  ) {
    super(message);
  }
}

export function validationError(message: string): AwsError {
  return new AwsError('ValidationError', message);
}

/** The parameters of one call in their flat form: `Tags.member.1.Key`. */
export type Params = Readonly<Record<string, string>>;

export function parseForm(body: string): Params {
  return Object.fromEntries(new URLSearchParams(body));
}

export interface ListItem {
  /** The value in a list of plain values; empty in a list of structures. */
  value: string;
  fields: Params;
}

/** Reads `Name.member.1`, `Name.member.2.Key`, … in order. */
export function listOf(params: Params, name: string): ListItem[] {
  const items: ListItem[] = [];
  for (let index = 1; ; index += 1) {
    const at = `${name}.member.${index}`;
    const fields = Object.entries(params).filter(([key]) => key.startsWith(`${at}.`));
    if (params[at] === undefined && fields.length === 0) return items;
    items.push({
      value: params[at] ?? '',
      fields: Object.fromEntries(fields.map(([key, value]) => [key.slice(at.length + 1), value])),
    });
  }
}

/** The reverse, for calls that this server makes to itself (CloudFormation to IAM). */
export function flatten(input: Readonly<Record<string, unknown>>, prefix = ''): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [key, value] of Object.entries(input)) {
    const at = prefix + key;
    if (value === undefined) continue;
    if (Array.isArray(value)) {
      value.forEach((item, index) => {
        const member = `${at}.member.${index + 1}`;
        if (typeof item === 'object' && item !== null) Object.assign(flat, flatten(item, `${member}.`));
        else flat[member] = String(item);
      });
    } else flat[at] = String(value);
  }
  return flat;
}

export function escapeXml(text: string): string {
  return text.replace(/[&<>"'\r]/g, char => `&#${char.charCodeAt(0)};`);
}

/** Objects become elements, lists `<member>`s, dates ISO 8601; undefined is omitted. */
export function toXml(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(item => `<member>${toXml(item)}</member>`).join('');
  if (typeof value === 'object') {
    return Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .map(([name, inner]) => `<${name}>${toXml(inner)}</${name}>`)
      .join('');
  }
  return escapeXml(String(value));
}

export function queryAnswer(namespace: string, action: string, result: unknown, requestId: string): string {
  const body = result === undefined ? '' : `<${action}Result>${toXml(result)}</${action}Result>`;
  const metadata = `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata>`;
  return `<${action}Response xmlns="${namespace}">${body}${metadata}</${action}Response>`;
}

export function queryError(namespace: string, error: AwsError, requestId: string): string {
  const type = error.status >= 500 ? 'Receiver' : 'Sender';
  const inner = toXml({ Type: type, Code: error.code, Message: error.message });
  const id = `<RequestId>${requestId}</RequestId>`;
  return `<ErrorResponse xmlns="${namespace}"><Error>${inner}</Error>${id}</ErrorResponse>`;
}

/** Tags as IAM returns them. */
export function tagList(tags: Readonly<Record<string, string>>): { Key: string; Value: string }[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}

export function readTags(params: Params, name = 'Tags'): Record<string, string> {
  return Object.fromEntries(listOf(params, name).map(item => [item.fields.Key ?? '', item.fields.Value ?? '']));
}
