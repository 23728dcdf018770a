// The verbs of actions that only read: for actions that the catalogue cannot know, because they are newer than it or a
// wildcard will match them only later.

/** An action with any other verb is assumed to do more than read. */
const readingVerbs: readonly string[] = [
  'BatchCheck',
  'BatchDescribe',
  'BatchGet',
  'Check',
  'Count',
  'Describe',
  'Detect',
  'Discover',
  'Download',
  'Estimate',
  'Filter',
  'GenerateCredentialReport',
  'GenerateOrganizationsAccessReport',
  'GenerateServiceLastAccessedDetails',
  'Get',
  'Head',
  'List',
  'Lookup',
  'PartiQLSelect',
  'Preview',
  'Query',
  'Read',
  'Receive',
  'Retrieve',
  'Scan',
  'Search',
  'Select',
  'Simulate',
  'Validate',
  'Verify',
  'View',
];

/** True when every action covered by `action` begins with a reading verb. */
export function looksReading(action: string): boolean {
  const name = action.slice(action.indexOf(':') + 1).toLowerCase();
  return readingVerbs.some(verb => name.startsWith(verb.toLowerCase()));
}
