import { prepareOrExit } from '/work/main/src/cli/prepare.ts';
import { readConfig } from '/work/main/src/lib/server/config.ts';
const t=Date.now();
await prepareOrExit(readConfig(process.env), '/work/main');
console.log('ms', Date.now()-t);
