export { changeIdentity, createService, createStructure, type StructureDraft } from './commands.server.ts';
export { countHeads, findStructure, getStructure, listServices, listStructures } from './queries.server.ts';
export { senderOf } from './sender.server.ts';
