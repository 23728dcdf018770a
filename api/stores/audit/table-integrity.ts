// The integrity of the table as a port: the migration at start, and the hold of a restored table.
import type { TableIntegrity } from '../../ports/audit.js';
import type { Table } from '../table/send.js';
import type { Integrity } from './integrity.js';
import { migrateClaims } from './migrate-claims.js';
import { migrateMacs } from './migrate-macs.js';

export function makeTableIntegrity(table: Table, integrity: Integrity): TableIntegrity {
  return {
    async migrate() {
      // First, because the other one ends the migration.
      await migrateClaims(table, integrity);
      return migrateMacs(table, integrity);
    },
    get isHeld() {
      return integrity.isHeld;
    },
    adopt: () => integrity.adopt(),
  };
}
