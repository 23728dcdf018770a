// The conclusion of one finished check. Types only.
import type { Finding } from './findings.js';

/** The conclusion of a conclusive check, as the state machine receives it. */
export type CheckVerdict =
  | {
      outcome: 'admitted';
      launch: number;
      roleUniqueId: string;
      findings: Finding[];
      boundaryVersion?: string;
      /** The role refused this old external ID repeatedly, from a caller that could have assumed it. */
      deadId?: string;
      /** The live role matches the open upgrade to this version. */
      upgradedTo?: string;
    }
  | { outcome: 'unsafe'; launch: number; roleUniqueId: string; findings: Finding[] }
  | { outcome: 'refused'; findings: Finding[] };

/** The verdict of a check whose right external ID the role accepted. */
export type SeenVerdict = Exclude<CheckVerdict, { outcome: 'refused' }>;
