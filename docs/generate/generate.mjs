// Prints the pages that say what the code says: configuration, errors, callers, findings, metrics, the life of a connection,
// the vendor's stack. `--check` fails when one is not current.
import { readFileSync, writeFileSync } from 'node:fs';
import { configSchema } from '../../dist/api/config/schema.js';
import { callerKinds, callerTable, conditionOf } from '../../dist/api/core/access/caller.js';
import { findingKinds } from '../../dist/api/core/finding/findings.js';
import { errorTable } from '../../dist/api/errors.js';
import { errorAdvice, ownerWords } from '../../dist/api/http/docs/error-advice.js';
import { en } from '../../dist/templates/text/en/en.js';
import { life } from './life.mjs';
import { metrics } from './metrics.mjs';
import { note, table } from './printing.mjs';
import { vendorStack } from './vendor-stack.mjs';

function configuration() {
  const required = new Set(configSchema.required);
  const rows = Object.entries(configSchema.properties).map(([name, schema]) => [
    `\`${name}\``,
    schema.default === undefined ? (required.has(name) ? 'required' : '-') : `\`${schema.default}\``,
    (schema.anyOf ? `One of ${schema.anyOf.map(each => `\`${each.const}\``).join(', ')}. ` : '') + schema.description,
  ]);
  return `# Configuration
${note}
Read once at start, from environment variables. Every bad or missing one is named in one error.
The local run (\`npm start\`) sets them itself; it also hears \`DRAWBRIDGE_PORT\`, \`DRAWBRIDGE_LOG_LEVEL\`,
\`DRAWBRIDGE_LOGO\`, \`DRAWBRIDGE_LANGUAGES\` and \`DRAWBRIDGE_DATA\` (its folder, \`.drawbridge\` unless told). What has to be made in AWS for them: [vendor-stack.md](vendor-stack.md).

${table(['variable', 'default', 'what it is'], rows)}
`;
}

function errors() {
  const rows = Object.entries(errorTable).map(([code, [status, sentence]]) => [
    `<a id="${code}"></a>\`${code}\``,
    status,
    sentence,
    ownerWords[errorAdvice[code][0]],
    errorAdvice[code][1],
  ]);
  return `# Errors
${note}
Every refusal is an RFC 9457 problem: \`{ type, title, status, detail, code, requestId, errors? }\`. Act on \`code\`, show
\`detail\`, quote \`requestId\` to support.

${table(['code', 'status', 'what it says', 'whose turn', 'what to do next'], rows)}
`;
}

function callers() {
  const rows = Object.entries(callerTable).map(([action, kinds]) => [
    `\`${action}\``,
    ...callerKinds.map(kind => (kinds.includes(kind) ? (conditionOf(kind, action)?.words ?? 'yes') : '')),
  ]);
  return `# Who may do what
${note}
Keys are bound to named tenants or to all; links to one connection. What a caller is not bound to is *not found*.
A link is signed with its maker and gives nobody more than its maker has: the tenant can always suspend, revoke where
the maker may, and resume its own suspension unless support made the link.
\`system\` is the kit's own work (due checks, expiry); it never issues.

${table(['action', ...callerKinds], rows)}
`;
}

function findings() {
  const rows = Object.entries(findingKinds).map(([code, { severity, owner, proof }]) => [
    `<a id="${code}"></a>\`${code}\``,
    severity,
    owner,
    proof,
    `${en[`finding.${code}`]} ${en[`finding.${code}.advice`]}`,
  ]);
  return `# Findings
${note}
What a check can see in a role that was launched. A critical finding makes a connection \`unsafe\` and a role that
refuses us makes it \`unreachable\`: both stop issuing. The others make it \`drifted\`; information changes nothing. The severity is the worst a finding can be: permissions are
judged by what they newly allow (leading to more rights, reading data and writing are high, reading settings is medium),
and a policy that changes nothing is told for information.

A check that is let in where it must be refused ends there, and does not read the role. What was found in it before stays,
and says since when no check has looked at it (\`notLookedAtSince\`).

A *witness* is a request (who asks, action, resource, condition keys) with what the role as announced and the role as it
is say of it; both were evaluated. An *observation* is a fact that decides no request by itself; its facts say what was
announced and what was seen. *Undecided* has no witness: there may be one. In the local run a witness can be asked of
the local AWS, as it stands under \`witness\` in the finding:
\`curl -H 'content-type: application/json' -d '<the witness>' http://127.0.0.1:4701/_decide\`.

${table(['code', 'severity', 'whose to mend', 'proof', 'what it says, and what to do'], rows)}
`;
}

const pages = {
  'configuration.md': configuration(),
  'errors.md': errors(),
  'callers.md': callers(),
  'findings.md': findings(),
  'metrics.md': metrics(),
  'life-of-a-connection.md': life(),
  'vendor-stack.md': vendorStack(),
};
const stale = [];
for (const [name, text] of Object.entries(pages)) {
  const file = new URL(`../${name}`, import.meta.url);
  if (!process.argv.includes('--check')) writeFileSync(file, text);
  else if (readFileSync(file, 'utf8') !== text) stale.push(name);
}
if (stale.length > 0) {
  console.error(`Not current: ${stale.join(', ')}. Run npm run docs and commit what it prints.`);
  process.exit(1);
}
