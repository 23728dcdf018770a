// Values of a connection: the form on the hand-off page, and the values where permissions are shown. English.
export const values = {
  'values.title': 'Values of this connection',
  'values.note': 'The permissions apply to exactly these. They are written into the template.',
  'values.byVendor': 'Stated by {vendor} at {at}.',
  'values.byCustomer': 'Stated through the link {link} at {at}.',
  'values.owner': 'It belongs to the AWS account {owner}. {vendor} stated this.',
  'values.form.title': 'What the permissions apply to',
  'values.form.note':
    '{vendor} needs these values before you can launch the stack. You can state them once. Check them: they are ' +
    'written into the role. Changing them later takes an update of the stack.',
  'values.form.optional': 'optional',
  'values.form.send': 'Save the values',
  'values.form.wrong': 'Nothing was saved. Correct the marked values, then try again.',
  'values.form.granted': 'The permissions in which these values are used',
  'values.status': 'State what the permissions apply to. Then the link to launch the stack is shown.',
  'values.form.pattern': 'Form: {pattern}',
  'values.kind.bucket': 'Name of an S3 bucket in this account, such as example-data.',
  'values.kind.prefix': 'Beginning of the object keys, up to and including a slash, such as reports/2026/.',
  'values.kind.key-arn': 'ARN of a KMS key in this account (arn:…:key/…), not of an alias.',
  'values.kind.region-list': 'AWS regions, separated by commas, such as eu-west-1,ap-northeast-1.',
  'values.kind.account-id': 'This AWS account: 12 digits.',
  'values.fault.unknown': 'This value cannot be stated here.',
  'values.fault.missing': 'A value is required.',
  'values.fault.too_long': 'At most 512 characters are allowed.',
  'values.fault.characters':
    'Wildcards, quotes, spaces, braces, $, backslashes and other special characters are not allowed.',
  'values.fault.bucket': 'This is not the name of an S3 bucket: 3 to 63 lower-case letters, digits, dots and hyphens.',
  'values.fault.prefix': 'It must end with a slash. It must not begin with one, or contain an empty part, “.” or “..”.',
  'values.fault.key_arn':
    'This is not the ARN of a KMS key. Copy it from the page of the key; an alias is not accepted.',
  'values.fault.other_partition': 'This is in another AWS partition than the account.',
  'values.fault.other_account':
    'This belongs to another AWS account. If that is intended, ask {vendor} to state the value.',
  'values.fault.regions': 'At most 20 AWS regions, separated by commas, each once.',
  'values.fault.account_id': 'An AWS account ID has 12 digits.',
  'values.fault.pattern': 'The value does not have the form that is shown.',
  'values.fault.owner': 'The account that owns it is not valid.',
} as const;
