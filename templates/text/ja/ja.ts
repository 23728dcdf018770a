// Every sentence of pages and documents, in Japanese. Typed by the English keys: a missing one does not compile.
import type { en } from '../en/en.js';
import { causes } from './causes.js';
import { checks } from './checks.js';
import { deviations } from './deviations.js';
import { ending } from './ending.js';
import { errors } from './errors.js';
import { findingNames } from './finding-names.js';
import { findings } from './findings.js';
import { guide } from './guide.js';
import { handOff } from './hand-off.js';
import { history } from './history.js';
import { ledger } from './ledger.js';
import { legacy } from './legacy.js';
import { manage } from './manage.js';
import { pages } from './pages.js';
import { risks } from './risks.js';
import { states } from './states.js';
import { terraform } from './terraform.js';
import { values } from './values.js';

export const ja: Record<keyof typeof en, string> = {
  ...states,
  ...findings,
  ...causes,
  ...checks,
  ...handOff,
  ...risks,
  ...manage,
  ...ending,
  ...legacy,
  ...deviations,
  ...errors,
  ...pages,
  ...history,
  ...findingNames,
  ...ledger,
  ...guide,
  ...terraform,
  ...values,
};
