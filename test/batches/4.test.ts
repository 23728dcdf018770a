// Batch 4 of test/batches/files.ts.
import { runFiles } from '../helpers/batch.js';
import { batches } from './files.js';

await runFiles(batches[3]!);
