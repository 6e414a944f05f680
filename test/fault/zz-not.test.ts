import { it } from 'node:test';
it.skip('s', () => {}); setTimeout(() => { throw new Error('late'); }, 10);
