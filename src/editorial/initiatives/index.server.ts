export { proposeInitiative } from './commands.server.ts';
export { declareUptake, giveBravo, takeBackBravo, withdrawUptake } from './echo.server.ts';
export { countEchoes, getEcho, listMyProposals, listProposals, listReused } from './queries.server.ts';
