import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { configOrExit } from '../server.ts';
import { prepareOrExit } from './prepare.ts';

/**
 * Makes the database ready and ends. A process of its own: what is loaded for this (the schema's library, the
 * demo city) would stay in the server's memory for as long as it runs.
 */
await prepareOrExit(configOrExit(), dirname(dirname(dirname(fileURLToPath(import.meta.url)))));
