export { listTasks } from './queries.server.ts';
