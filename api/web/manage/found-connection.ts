// A connection and its tenant's name, read once for all parts of a page.
import type { Connection } from '../../core/connection/connection.js';
import type { Versioned } from '../../ports/subjects.js';

export interface FoundConnection {
  kept: Versioned<Connection>;
  tenantName: string;
}
