// The note and the tables of generated pages.
export const note = '<!-- Printed by `npm run docs` from the code; do not edit. -->\n';
const row = cells => `| ${cells.map(cell => String(cell).replaceAll('|', '\\|')).join(' | ')} |`;
export const table = (head, rows) => [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');
