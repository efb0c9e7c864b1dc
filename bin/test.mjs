import { join } from 'node:path';
import { become, install, pinnedNode } from './bootstrap.mjs';

install();
become(pinnedNode(), [join('test', 'run.ts'), ...process.argv.slice(2)]);
