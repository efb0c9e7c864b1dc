export { acceptRequest } from './accept.server.ts';
export { answerRequest, declineRequest, submitRequest } from './commands.server.ts';
export { getRequest, listMyRequests, listRequests } from './queries.server.ts';
