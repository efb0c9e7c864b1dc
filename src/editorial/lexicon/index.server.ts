export { addTerm, addTerms, changeTerm, removeTerm } from './commands.server.ts';
export { listTerms } from './queries.server.ts';
