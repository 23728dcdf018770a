// The integrity of the table as a port: the migration at start, and the hold of a restored table.
import type { TableIntegrity } from '../../ports/audit.js';
import type { Table } from '../table/send.js';
import type { Integrity } from './integrity.js';
import { migrateMacs } from './migrate-macs.js';

export function makeTableIntegrity(table: Table, integrity: Integrity): TableIntegrity {
  return {
    migrate: () => migrateMacs(table, integrity),
    get isHeld() {
      return integrity.isHeld;
    },
    adopt: () => integrity.adopt(),
  };
}
